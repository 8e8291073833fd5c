import { language, t } from '../../l10n/l10n.svelte';
import type { RosterQuery } from '../../platform';

/** « En retard, Sans e-mail et « dupont » »: what is asked of the roster, in words. */
export function questionText({ text, filters }: RosterQuery): string {
  const words = text.trim() === '' ? [] : [t('list-words', { words: text.trim() })];
  const parts = [...filters.map((filter) => t(`filter-${filter}`)), ...words];
  if (parts.length === 0) return t('list-everybody');
  return new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(parts);
}
