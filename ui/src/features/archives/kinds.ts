import { t } from '../../l10n/l10n.svelte';
import type { DocumentKind } from '../../platform';

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'minutes',
  'convocation',
  'attendance',
  'accounts',
  'letter',
  'leaflet',
  'press',
  'other',
];

export function documentKindOptions(): { value: DocumentKind; label: string }[] {
  return DOCUMENT_KINDS.map((value) => ({ value, label: t(`kind-document-${value}`) }));
}
