import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', '**/*.gen.ts', 'tests/checker/'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      // Text from people is only ever a text node.
      'svelte/no-at-html-tags': 'error',
      // A style attribute is refused by the content security policy; a `style:` directive is not.
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class, or a style: directive.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'The webview has no network: ask the platform.' },
        { name: 'Date', message: 'The day comes from the core (frame.today); see l10n/dates.ts.' },
      ],
    },
  },
  { files: ['**/*.svelte'], rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true }] } },
  {
    files: ['src/features/**', 'src/kit/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/platform/fake/**'], message: 'Screens know the interface only.' }] },
      ],
    },
  },
  {
    files: ['src/l10n/dates.ts', 'src/platform/fake/**', 'scripts/**', 'tests/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
