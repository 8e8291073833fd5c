import { t } from '../l10n/l10n.svelte';
import type { Mandate, Office } from '../platform';

/** « Secrétaire » */
export function officeText(office: Office): string {
  return t(`office-${office}`);
}

/** « Secrétaire · Section de Versailles » */
export function mandateText({ office, unit }: Pick<Mandate, 'office' | 'unit'>): string {
  return `${officeText(office)} · ${unit.name}`;
}
