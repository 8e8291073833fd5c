import { t } from '../l10n/l10n.svelte';
import type { Office, Place } from '../platform';

/** Of a section or a working group, */
export const SECTION_OFFICES: readonly Office[] = [
  'secretary',
  'deputy',
  'treasurer',
  'deputy_treasurer',
  'bureau_member',
];

/** and of a federation. */
export const FEDERAL_OFFICES: readonly Office[] = [
  'first_federal_secretary',
  'federal_deputy',
  'federal_treasurer',
  'membership_bureau',
  'federal_secretary',
  'federal_council_member',
  'rollout_officer',
];

/** « Secrétaire », « Secrétaire fédéral·e (Formation) » */
export function officeText(office: Office, theme: string | null = null): string {
  const name = t(`office-${office}`);
  return theme === null ? name : t('themed-office', { office: name, theme });
}

/** Whether an office is held for one theme, which the mandate names. */
export function hasTheme(office: Office): boolean {
  return office === 'federal_secretary';
}

/** What one is there: « Secrétaire », « Unité fermée ». */
export function standingText({ office, closed }: Pick<Place, 'office' | 'closed'>): string {
  if (office) return officeText(office);
  return closed ? t('place-closed') : '';
}

/** « Section de Versailles · Secrétaire » */
export function placeText(place: Place): string {
  return `${place.unit.name} · ${standingText(place)}`;
}
