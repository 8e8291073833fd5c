import type { GridColumn } from '../../kit/grid';
import { t } from '../../l10n/l10n.svelte';
import type { RosterColumn, RosterFilter } from '../../platform';

/** Least width in rem and share of what is left, per column. */
const WIDTHS: Record<RosterColumn, [least: number, grow: number]> = {
  name: [14, 3],
  dues: [8.5, 1],
  phone: [9.5, 1],
  email: [14, 3],
  commune: [10, 2],
  category: [10, 1],
  number: [8, 1],
  since: [8, 1],
  verified: [9, 1],
};

/** What can be shown beside the name. */
export const CHOICES = (Object.keys(WIDTHS) as RosterColumn[]).filter((column) => column !== 'name');

export const FILTERS: readonly RosterFilter[] = [
  'up_to_date',
  'late',
  'regular_contact',
  'without_email',
  'to_verify',
  'former_member',
];

export function gridColumns(chosen: readonly RosterColumn[]): GridColumn<RosterColumn>[] {
  return (['name', ...chosen] as const).map((key) => {
    const [least, grow] = WIDTHS[key];
    return { key, title: t(`column-${key}`), least, grow };
  });
}
