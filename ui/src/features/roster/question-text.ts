import { t } from '../../l10n/l10n.svelte';
import type { RosterQuery } from '../../platform';

/** « En retard · Sans e-mail · « dupont » »: what is asked of the roster, as its filters are called. */
export function questionText({ text, filters }: RosterQuery): string {
  const words = text.trim() === '' ? [] : [t('list-words', { words: text.trim() })];
  const parts = [...filters.map((filter) => t(`filter-${filter}`)), ...words];
  return parts.length === 0 ? t('list-everybody') : parts.join(' · ');
}
