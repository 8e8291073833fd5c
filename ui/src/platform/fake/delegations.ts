import type { DelegateRow, DelegationRow, Platform, ProposalGroup } from '..';
import { addDays, at, dayOf } from './days';
import { byDelegate, type DelegatePayments } from './entered';
import { select } from './roster';
import { failure, refuseValue } from './rules';
import type { Section } from './section';
import type { World } from './world';

type DelegationCommands = Pick<
  Platform,
  'delegations' | 'grantDelegation' | 'endDelegation' | 'delegateSheet' | 'delegateMark'
> &
  DelegatePayments;

/** One of an event's, or of the accounts. */
export type GivenDelegation = DelegationRow & { event: string | null };

const EVENT = 'e7';
/** The last day that is possible is so far from today. */
const MOST = 91;

/** One that is in force, one whose code waits, and one that somebody ended. */
export function delegating(section: Section, today: string): void {
  const until = dayOf(section.event(EVENT).when.start);
  const given = (id: string, name: string, stage: GivenDelegation['stage']) =>
    section.delegations.set(id, { id, name, event: EVENT, year: null, until, codeUntil: addDays(today, 13), stage });
  given('g0', 'Awa Ndiaye', 'taken_up');
  given('g1', 'Marie-Françoise de La Rochefoucauld', 'waiting');
  given('g2', 'Jean Roy', 'ended');
  const [year, codeUntil] = [Number(today.slice(0, 4)), addDays(today, 9)];
  const enters = { event: null, year, until: addDays(today, 30), codeUntil };
  section.delegations.set('g5', { ...enters, id: 'g5', name: 'Farid Ould-Amar', stage: 'taken_up' });
  section.delegations.set('g6', { ...enters, id: 'g6', name: 'Solène Le Goff', stage: 'waiting' });
}

/** That a colleague wants to let somebody, around a handover. */
export function asking(section: Section, today: string): void {
  const asked: ProposalGroup = {
    id: 'g3',
    author: 'Nadia Benali',
    unit: 'versailles',
    at: at(addDays(today, -1), '20:50'),
    dues: false,
    export: null,
    codes: false,
    erasure: null,
    delegation: true,
    changes: ['g3'],
    lines: [{ id: 'g3', name: 'Awa Ndiaye', fields: [] }],
  };
  section.proposals.set('g3', asked);
  section.own.set('g4', { ...asked, id: 'g4', author: 'Zoé Lefèvre', changes: ['g4'] });
}

export function delegationCommands(world: World): DelegationCommands {
  const { section, scenario } = world;
  const unsent = new Set<string>();
  const changed = () => {
    world.emit({ kind: 'changed', subjects: ['event'], ids: [], source: 'here' });
    world.emit({ kind: 'status', status: world.status });
  };
  const people = (text: string): DelegateRow[] => {
    const marks = section.marksAt(EVENT);
    const sort = { column: 'name', descending: false } as const;
    return select(world, { text, filters: [], sort }).map(({ id, fields }) => ({
      id,
      givenName: fields.given_name,
      familyName: fields.family_name,
      mark: marks.get(id) ?? null,
      waiting: unsent.has(id),
    }));
  };
  return {
    ...byDelegate(world, changed),
    delegations: async (event) => {
      const latest = addDays(world.today, MOST);
      const day = event === null ? addDays(world.today, 30) : dayOf(section.event(event).when.end);
      const rows = [...section.delegations.values()].filter((one) => one.event === event);
      return {
        rows: rows.map(({ id, name, year, until, codeUntil, stage }) => ({ id, name, year, until, codeUntil, stage })),
        grants: !scenario.reader && !(event === null && scenario.proposes) && scenario.connection !== 'alone',
        agreement: scenario.shield ? ['André Côté', 'Nadia Benali'] : null,
        offered: day < world.today ? world.today : day > latest ? latest : day,
        latest,
      };
    },
    grantDelegation: async (task, name, until) => {
      if (!name.trim()) throw refuseValue('name', 'required');
      if (world.offline) throw failure('offline');
      const id = `g-${section.delegations.size}`;
      const codeUntil = addDays(world.today, 13);
      const about =
        task.task === 'dues' ? { event: null, year: task.year } : { event: task.event, year: null as number | null };
      if (!scenario.shield) section.delegations.set(id, { id, name, ...about, until, codeUntil, stage: 'waiting' });
      changed();
      const code = Array.from({ length: 26 }, () => 'AWA05').join('-');
      const link = `coopol://coopol.example/join/${code.replaceAll('-', '')}`;
      return { handover: { code, link, opens: null }, waits: scenario.shield };
    },
    endDelegation: async (id) => {
      const known = section.delegations.get(id);
      if (!known) throw failure('not_found');
      section.delegations.set(id, { ...known, stage: 'ended' });
      changed();
    },
    delegateSheet: async (text, range) => {
      const event = scenario.empty || scenario.accounts ? null : section.event(EVENT);
      const all = people('');
      const found = scenario.late ? [] : people(text);
      const of = (wanted: 'present' | 'excused') => all.filter(({ mark }) => mark === wanted).length;
      return {
        event: event && {
          title: event.title,
          start: event.when.start,
          place: event.place,
          cancelled: event.cancelled !== null,
          unit: 'Section de Versailles',
        },
        until: addDays(world.today, scenario.late ? -1 : 12),
        year: scenario.accounts ? Number(world.today.slice(0, 4)) : null,
        over: scenario.late,
        rows: found.slice(range.offset, range.offset + range.limit),
        total: found.length,
        all: scenario.late ? 0 : all.length,
        present: of('present'),
        excused: of('excused'),
        waiting: unsent.size,
      };
    },
    delegateMark: async (person, mark) => {
      const marks = section.marksAt(EVENT);
      if (mark) marks.set(person, mark);
      else marks.delete(person);
      if (world.offline) unsent.add(person);
      changed();
    },
  };
}
