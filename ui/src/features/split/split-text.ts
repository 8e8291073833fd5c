import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { SplitRow } from '../../platform';

/** « 78150, 78000 » as typed, with whatever stands between. */
export function postcodesIn(text: string): string[] {
  return text.split(/[\s,;]+/u).filter(Boolean);
}

/** Whose people pass. */
export function whoPasses(postcodes: readonly string[]): string {
  return postcodes.length === 0 ? t('split-section-chooses') : t('split-living', { codes: postcodes.join(', ') });
}

/** Where one stands. */
export function splitText({ name, unit, word, since }: SplitRow): string {
  return t(`split-word-${word}`, { name, unit: unit.name, day: longDay(since, language()) });
}
