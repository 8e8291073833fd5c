export default {
  extends: ['stylelint-config-standard'],
  overrides: [
    { files: ['**/*.svelte'], customSyntax: 'postcss-html' },
    { files: ['src/design/tokens.css'], rules: { 'function-disallowed-list': null } },
  ],
  rules: {
    // Colours live in design/tokens.css and nowhere else.
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': [
      ['rgb', 'rgba', 'hsl', 'hsla', 'oklch', 'oklab', 'lab', 'lch'],
      { message: 'Name a token of design/tokens.css.' },
    ],
    'lightness-notation': 'number',
    'hue-degree-notation': 'number',
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'no-descending-specificity': null,
    'custom-property-empty-line-before': null,
  },
};
