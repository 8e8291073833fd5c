import { t } from '../../l10n/l10n.svelte';
import type { FieldName } from '../../platform';

interface Named {
  field: FieldName;
  whose?: string | null | undefined;
}

/** « Présence (Zoé Lefèvre) »: a field as a person reads it, and whose it is where it is a mark at an event. */
export function fieldText({ field, whose }: Named): string {
  const name = t(`field-${field}`);
  return whose ? t('field-whose', { field: name, name: whose }) : name;
}
