import { t } from '../../l10n/l10n.svelte';
import type { ImportTarget } from '../../platform';

const TARGETS: readonly ImportTarget[] = [
  'family_name',
  'given_name',
  'full_name',
  'number',
  'email',
  'mobile',
  'landline',
  'address',
  'postcode',
  'commune',
  'born_on',
  'since',
  'category',
  'note',
];

/** Where a column can go; `none` leaves it out. */
export function targetOptions(): { value: ImportTarget | 'none'; label: string }[] {
  return [
    { value: 'none', label: t('target-none') },
    ...TARGETS.map((value) => ({ value, label: t(`target-${value}`) })),
  ];
}
