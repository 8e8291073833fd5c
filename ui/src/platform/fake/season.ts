import type { Id, Lacking, Platform, RenewalRow, SeasonQuery, SeasonStep } from '..';
import { caretaker, isInCharge } from './bureau';
import { addDays, at } from './days';
import { fold, matches } from './fold';
import { COMMUNES, LONG_NAME } from './names';
import { failure } from './rules';
import type { World } from './world';

type SeasonCommands = Pick<Platform, 'season' | 'renewal' | 'planReminder' | 'remind' | 'exportSeason'>;

/** One of each, then mostly those of whom nothing is known yet. */
const STEPS: SeasonStep[] = ['contested', 'rivalled', 'gathering', 'announced', 'vacant', 'done', 'done', 'silent'];
const SEASON_STEPS: SeasonStep[] = ['contested', 'rivalled', 'gathering', 'announced', 'vacant', 'silent', 'done'];
const NAMES = ['Léo Müller', 'Anne Martin', 'Nour Diallo', 'Hélène N’Guyen', `${LONG_NAME.given} ${LONG_NAME.family}`];
const ORDER = new Intl.Collator('fr');

export function seasonCommands(world: World): SeasonCommands {
  const all = Array.from({ length: world.scenario.below }, (_, index) => renewal(world.today, index));
  const behind = (query: SeasonQuery, unit: Id | null) =>
    select(all, query).filter((row) => row.behind !== null && (unit === null || row.unit.id === unit));
  const due = (query: SeasonQuery, unit: Id | null) =>
    behind(query, unit).flatMap((row) => (row.behind?.notBefore === null ? [{ row, behind: row.behind }] : []));
  return {
    season: async (query, { offset, limit }) => {
      const found = select(all, query);
      const counts = Object.fromEntries(
        SEASON_STEPS.map((step) => [step, all.filter((one) => one.step === step).length]),
      ) as Record<SeasonStep, number>;
      return {
        rows: found.slice(offset, offset + limit).map((row) => ({ ...row })),
        total: found.length,
        all: all.length,
        counts,
        behind: all.filter((one) => one.behind).length,
      };
    },
    renewal: async (unit) => {
      const found = all.find((one) => one.unit.id === unit);
      if (!found) throw failure('not_found');
      return { ...found };
    },
    planReminder: async (query, unit) => ({
      rows: due(query, unit)
        .slice(0, 50)
        .map(({ row, behind: { lacking, since } }) => ({ unit: row.unit, lacking, since })),
      due: due(query, unit).length,
      lately: behind(query, unit).length - due(query, unit).length,
    }),
    remind: async (query, unit) => {
      const reminded = due(query, unit);
      for (const { row, behind } of reminded) {
        row.reminded = world.today;
        row.behind = { ...behind, notBefore: addDays(world.today, 7) };
      }
      world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
      return reminded.length;
    },
    exportSeason: async (_, format) => `renouvellement-${world.today}.${format}`,
  };
}

function renewal(today: string, index: number): RenewalRow {
  const step = STEPS[index % STEPS.length] ?? 'silent';
  const round = Math.floor(index / COMMUNES.length);
  const [, commune] = COMMUNES[(index + round) % COMMUNES.length] ?? COMMUNES[0];
  const elected = NAMES[index % NAMES.length] ?? '';
  const lately = step === 'gathering' && round === 0;
  const inCharge = isInCharge(`unit-${index}`);
  const declared = step !== 'vacant' && step !== 'silent';
  const minutes = index % 4 !== 1;
  const lacking = lackingAt(step, minutes);
  return {
    unit: { id: `unit-${index}`, name: `Section de ${commune}${round > 0 ? ` ${round + 1}` : ''}` },
    step,
    secretary:
      step === 'vacant'
        ? null
        : {
            name: step === 'done' ? elected : inCharge ? 'Karim Haddad' : 'Zoé Lefèvre',
            since: step === 'done' ? addDays(today, -3) : inCharge ? addDays(today, -30) : '2023-11-20',
            until: inCharge ? addDays(today, 20) : index % 3 === 0 ? addDays(today, 40) : null,
            suspended: step === 'silent' && !inCharge ? addDays(today, -2) : null,
            caretaker: inCharge ? caretaker() : null,
          },
    election: declared
      ? {
          id: index === 0 ? 'c1' : `claim-${index}`,
          name: elected,
          electedOn: addDays(today, -(index % 9)),
          minutes,
          contestableUntil: step === 'announced' ? at(addDays(today, 2), '18:30') : null,
        }
      : null,
    splits: index === 2 ? [{ name: 'Section du Chesnay', agreed: false }] : [],
    reminded: lately ? addDays(today, -2) : null,
    behind: lacking && {
      lacking,
      since: addDays(today, declared ? -(index % 9) : -183),
      notBefore: lately ? addDays(today, 5) : null,
    },
  };
}

function lackingAt(step: SeasonStep, minutes: boolean): Lacking | null {
  switch (step) {
    case 'vacant':
    case 'silent':
      return 'election';
    case 'gathering':
      return 'countersignature';
    case 'rivalled':
      return null;
    default:
      return minutes ? null : 'minutes';
  }
}

function select(all: RenewalRow[], { text, step, sort }: SeasonQuery): RenewalRow[] {
  const named = (row: RenewalRow) => [row.unit.name, row.secretary?.name ?? '', row.election?.name ?? ''].join(' ');
  const found = all.filter((row) => (step === null || row.step === step) && matches(fold(named(row)), text));
  const value = (row: RenewalRow): string => {
    switch (sort.column) {
      case 'unit':
        return row.unit.name;
      case 'step':
        return String(SEASON_STEPS.indexOf(row.step));
      case 'secretary':
        return row.secretary?.name ?? '\uffff';
      case 'until':
        return row.secretary?.until ?? '\uffff';
      case 'elected':
        return row.election?.electedOn ?? '\uffff';
      case 'reminded':
        return row.reminded ?? '\uffff';
      case 'minutes':
        return row.election ? String(!row.election.minutes) : '\uffff';
    }
  };
  const turn = sort.descending ? -1 : 1;
  return found.sort((a, b) => turn * ORDER.compare(value(a), value(b)));
}
