import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Display } from '../platform';
import type { MessageArguments, MessageKey } from './keys.gen';

const FRENCH = import.meta.glob<string>('../../locales/fr/*.ftl', { query: '?raw', import: 'default', eager: true });

function bundle(locale: string, sources: Record<string, string>): FluentBundle {
  // No isolation marks: both languages are written left to right, and the marks would be copied with the text.
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const source of Object.values(sources)) made.addResource(new FluentResource(source));
  return made;
}

// French is there from the start; who reads French never loads the other.
const bundles: Partial<Record<Display['language'], FluentBundle>> = { fr: bundle('fr-FR', FRENCH) };

let chosen = $state<Display['language']>('fr');

/** The language of the screens. Reading it in a component makes the component follow it. */
export function language(): Display['language'] {
  return chosen;
}

/** Speaks `language` from now on, once its messages are there. */
export async function speak(language: Display['language']): Promise<void> {
  if (language === 'en') bundles.en ??= bundle('en-GB', (await import('./english')).ENGLISH);
  chosen = language;
}

type Rest<K extends MessageKey> = MessageArguments[K] extends null ? [] : [MessageArguments[K]];

/** The message in the language of the screens. Keys and arguments are those of `locales/fr`. */
export function t<K extends MessageKey>(key: K, ...rest: Rest<K>): string {
  const spoken = bundles[chosen];
  const pattern = spoken?.getMessage(key)?.value;
  if (!spoken || !pattern) throw new Error(`no message ${key} in ${chosen}`);
  return spoken.formatPattern(pattern, rest[0] ?? null);
}
