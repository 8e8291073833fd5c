import { t } from '../l10n/l10n.svelte';
import type { Office, Place } from '../platform';

/** « Secrétaire » */
export function officeText(office: Office): string {
  return t(`office-${office}`);
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
