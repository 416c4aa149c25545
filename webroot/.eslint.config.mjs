/**
 * Rules for all scripts of the pages. Names and types are checked by the compiler (tsconfig.json).
 */

import js from '@eslint/js';
import unsanitized from 'eslint-plugin-no-unsanitized';

/** A type that switches the compiler off, inside the braces of a comment, or a word that silences it. */
const UNCHECKED = /\{[^}]*\bany\b[^}]*\}|@ts-(?:ignore|nocheck|expect-error)/;

/** @type {import('eslint').Rule.RuleModule} */
const typed = {
  create: (context) => ({
    Program: () => context.sourceCode.getAllComments().filter(({value}) => UNCHECKED.test(value))
        .forEach(({loc}) => context.report({loc, message: 'Give the type: any and @ts-ignore switch the compiler off.'})),
  }),
};

export default [
  js.configs.recommended,
  unsanitized.configs.recommended,
  {
    linterOptions: {noInlineConfig: true, reportUnusedDisableDirectives: 'error'},
    plugins: {pages: {rules: {typed}}},
    rules: {
      'pages/typed': 'error',
      'no-undef': 'off', // the compiler knows all names
      'curly': 'error',
      'eqeqeq': 'error',
      'no-implicit-coercion': 'error',
      'no-shadow': 'error',
      'no-var': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-unused-expressions': ['error', {allowShortCircuit: true}],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'require-atomic-updates': 'off',
    },
  },
];
