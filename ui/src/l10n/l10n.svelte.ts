import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Display } from '../platform';
import type { MessageArguments, MessageKey } from './keys.gen';

const SOURCES = import.meta.glob<string>('../../locales/*/*.ftl', { query: '?raw', import: 'default', eager: true });

function bundle(language: Display['language'], locale: string): FluentBundle {
  // No isolation marks: both languages are written left to right, and the marks would be copied with the text.
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const [path, source] of Object.entries(SOURCES)) {
    if (path.includes(`/${language}/`)) made.addResource(new FluentResource(source));
  }
  return made;
}

const BUNDLES = { fr: bundle('fr', 'fr-FR'), en: bundle('en', 'en-GB') };

let chosen = $state<Display['language']>('fr');

/** The language of the screens. Reading it in a component makes the component follow it. */
export function language(): Display['language'] {
  return chosen;
}

export function speak(language: Display['language']): void {
  chosen = language;
}

type Rest<K extends MessageKey> = MessageArguments[K] extends null ? [] : [MessageArguments[K]];

/** The message in the language of the screens. Keys and arguments are those of `locales/fr`. */
export function t<K extends MessageKey>(key: K, ...rest: Rest<K>): string {
  const spoken = BUNDLES[chosen];
  const pattern = spoken.getMessage(key)?.value;
  if (!pattern) throw new Error(`no message ${key} in ${chosen}`);
  return spoken.formatPattern(pattern, rest[0] ?? null);
}
