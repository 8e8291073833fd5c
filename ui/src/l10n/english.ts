/** The messages in English, in a file of their own. */
export const ENGLISH = import.meta.glob<string>('../../locales/en/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
