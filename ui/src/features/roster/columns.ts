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
const CHOICES = (Object.keys(WIDTHS) as RosterColumn[]).filter((column) => column !== 'name');

const FILTERS: readonly RosterFilter[] = [
  'up_to_date',
  'late',
  'regular_contact',
  'without_email',
  'to_verify',
  'former_member',
];

/** What the office doesn't see isn't offered. */
export function choices(seesDues: boolean): RosterColumn[] {
  return CHOICES.filter((column) => seesDues || column !== 'dues');
}

export function filters(seesDues: boolean): RosterFilter[] {
  return FILTERS.filter((filter) => seesDues || (filter !== 'up_to_date' && filter !== 'late'));
}

export function gridColumns(chosen: readonly RosterColumn[], seesDues: boolean): GridColumn<RosterColumn>[] {
  const shown = chosen.filter((column) => seesDues || column !== 'dues');
  return (['name', ...shown] as const).map((key) => {
    const [least, grow] = WIDTHS[key];
    return { key, title: t(`column-${key}`), least, grow };
  });
}
