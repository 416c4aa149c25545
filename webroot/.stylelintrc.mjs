const WORDS = '[a-z0-9]+(-[a-z0-9]+)*';

/** How stylelint looks at css/; MarkupTest runs it. */
export default {
  extends: ['stylelint-config-standard'],
  rules: {
    // Safari before 16.4 knows no ranges, and would get no phone layout.
    'media-feature-range-notation': 'prefix',
    // Block, element, modifier (rc-document__name, rc-document--done), as the NL Design System names its own.
    'selector-class-pattern': `^(rc|utrecht)-${WORDS}(__${WORDS})?(--${WORDS})?$`,
  },
};
