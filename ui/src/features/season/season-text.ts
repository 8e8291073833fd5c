import type { GridColumn } from '../../kit/grid';
import { addDays, longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Day, RenewalRow, SeasonColumn, SeasonStep } from '../../platform';

/** What waits for the level above first. */
export const STEPS: readonly SeasonStep[] = [
  'contested',
  'rivalled',
  'gathering',
  'announced',
  'vacant',
  'silent',
  'done',
];

/** How many days a season goes back until somebody says otherwise. */
const USUAL = 183;

/** All of them fit beside the rail of the usual window, with a scroll bar; of a smaller one the last are left out. */
const WIDTHS: Record<SeasonColumn, [least: number, grow: number]> = {
  unit: [12, 3],
  step: [9.5, 0],
  secretary: [11, 2],
  elected: [8, 0],
  minutes: [8, 0],
  reminded: [8, 0],
  until: [8, 0],
};

export function seasonColumns(): GridColumn<SeasonColumn>[] {
  return (Object.keys(WIDTHS) as SeasonColumn[]).map((key) => {
    const [least, grow] = WIDTHS[key];
    return { key, title: t(`season-column-${key}`), least, grow };
  });
}

export function usualSince(today: Day): Day {
  return addDays(today, -USUAL);
}

/** What stands about a renewal beside its step, in pairs. */
export function renewalFacts({ secretary, election, reminded, splits }: RenewalRow): { name: string; value: string }[] {
  const day = (at: Day) => longDay(at, language());
  return [
    { name: t('season-column-secretary'), value: secretary?.name ?? t('season-nobody') },
    ...(secretary ? [{ name: t('seat-since'), value: day(secretary.since) }] : []),
    ...(secretary?.caretaker
      ? [{ name: t('caretaker-by-whom'), value: secretary.caretaker.by ?? t('suspension-level-above') }]
      : []),
    ...(secretary?.suspended ? [{ name: t('season-suspended'), value: day(secretary.suspended) }] : []),
    ...(secretary?.until ? [{ name: t('seat-until'), value: day(secretary.until) }] : []),
    ...(election
      ? [
          { name: t('season-elected'), value: election.name },
          { name: t('season-column-elected'), value: day(election.electedOn) },
          {
            name: t('season-column-minutes'),
            value: t(election.minutes ? 'season-minutes-in' : 'season-minutes-missing'),
          },
        ]
      : []),
    ...splits.map(({ name, agreed }) => ({
      name: t('season-split'),
      value: t(agreed ? 'season-split-agreed' : 'season-split-decided', { name }),
    })),
    ...(reminded ? [{ name: t('season-reminded'), value: day(reminded) }] : []),
  ];
}
