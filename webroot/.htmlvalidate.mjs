/** How html-validate looks at the pages as they are served; MarkupTest runs it. */
export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Lists may have a name (ARIA 1.2).
    'aria-label-misuse': ['error', {allowAnyNamable: true}],
    'doctype-style': ['error', {style: 'lowercase'}],
    'missing-doctype': 'error',
    'no-missing-references': 'error',
    // A table that scrolls is a region named by the heading above it; a section would need a heading inside.
    'prefer-native-element': ['error', {exclude: ['region']}],
    // A style keeps the number on one line.
    'tel-non-breaking': ['error', {ignoreClasses: ['rc-phone']}],
    // The ids of fields are those of the API, "sender.name".
    'valid-id': ['error', {relaxed: true}],
  },
};
