import { longDay, moment } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { MergeRow } from '../../platform';

/** Where one stands. */
export function mergeText({ unit, into, word, awaits, since, until }: MergeRow): string {
  const named = { unit: unit.name, into: into.name, day: longDay(since, language()) };
  if (word !== 'decided') return t(`merge-word-${word}`, named);
  if (until !== null) return t('merge-word-vacant', { ...named, until: moment(until, language()) });
  return t(`merge-awaits-${awaits}`, named);
}

/** Both at once, for lists and buttons. */
export const keyOf = ({ unit, into }: MergeRow) => `${unit.id}-${into.id}`;
