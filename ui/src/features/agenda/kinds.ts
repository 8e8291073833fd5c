import { t } from '../../l10n/l10n.svelte';
import type { EventKind } from '../../platform';

export const EVENT_KINDS: readonly EventKind[] = [
  'meeting',
  'general_assembly',
  'bureau',
  'leafleting',
  'training',
  'ceremony',
  'public_meeting',
  'other',
];

export function eventKindOptions(): { value: EventKind; label: string }[] {
  return EVENT_KINDS.map((value) => ({ value, label: t(`kind-event-${value}`) }));
}
