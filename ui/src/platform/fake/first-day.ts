import type { Deadline, DelegationInForce, Platform } from '..';
import { bureau } from './bureau';
import type { World } from './world';
import { feedsOf } from './feeds';
import { addDays } from './days';

type Rooms = Pick<Platform, 'agenda' | 'archives' | 'roster'>;

const ALL = { offset: 0, limit: 1000 };
const YEAR = 365;

/** What waits for a newcomer, from what the other rooms answer. */
export function firstDayCommand(world: World, rooms: Rooms): Pick<Platform, 'firstDay' | 'exportDossier'> {
  return {
    firstDay: async () => {
      const { bare } = world.scenario;
      const [coming, past, minutes] = await Promise.all([
        rooms.agenda({ span: 'coming', text: '' }, ALL),
        rooms.agenda({ span: 'past', text: '' }, ALL),
        rooms.archives({ text: '', year: null, kind: 'minutes' }, ALL),
      ]);
      const roster = bare
        ? null
        : await rooms.roster(
            { text: '', filters: [], sort: { column: 'name', descending: false } },
            { offset: 0, limit: 1 },
          );
      const [yearAgo, since] = [addDays(world.today, -YEAR), addDays(world.today, -90)];
      return {
        people: roster && roster.total,
        dues: roster && dues(world.today, roster.counts.up_to_date, roster.counts.late),
        coming: coming.rows,
        past: past.rows.filter(({ when }) => when.start >= yearAgo),
        documents: {
          total: minutes.all,
          minutes: minutes.rows
            .filter(({ date }) => date >= yearAgo)
            .map(({ id, title, date }) => ({ id, title, date })),
        },
        promises: world.memory.open,
        facts: world.memory.known,
        writable: !world.scenario.reader,
        deadlines: deadlines(world, coming.rows),
        heldBack: world.scenario.shield
          ? [
              {
                name: 'Zoé Lefèvre',
                kept: 'roster',
                records: 6,
                removed: 2,
                since: addDays(world.today, -1),
                yours: true,
              },
              { name: 'Zoé Lefèvre', kept: 'archive', records: 21, removed: 21, since: world.today, yours: true },
              { name: 'André Côté', kept: 'dues', records: 1, removed: 0, since: world.today, yours: false },
            ]
          : [],
        delegations: inForce(world),
        feeds: feedsOf(world),
        splits: [...world.section.splits.values()]
          .filter(({ word }) => word === 'decided' || word === 'agreed')
          .map(({ name, word, since }) => ({ name, agreed: word === 'agreed', since })),
        toVerify: world.status.toVerify,
        refused: world.status.refused,
        changedSince: bare ? null : since,
        changed: bare ? null : changed(world, since),
        historyComes: !bare && world.scenario.fresh,
        missing: bare ? ['people', 'dues', 'changes', 'held_back'] : [],
      };
    },
    exportDossier: async () => `passation-${world.today}.pdf`,
  };
}

function inForce({ section }: World): DelegationInForce[] {
  const open = [...section.delegations.values()].filter(({ stage }) => stage === 'taken_up' || stage === 'waiting');
  return open.map(({ name, event, year, until, stage }) => ({
    name,
    event,
    title: event === null ? null : (section.events.get(event)?.title ?? null),
    year,
    until,
    takenUp: stage === 'taken_up',
  }));
}

function dues(today: string, upToDate: number, late: number) {
  return { year: Number(today.slice(0, 4)), upToDate, late, received: upToDate * 3650 };
}

function deadlines(world: World, coming: Awaited<ReturnType<Rooms['agenda']>>['rows']): Deadline[] {
  const assemblies = coming
    .filter(({ kind, cancelled }) => kind === 'general_assembly' && !cancelled)
    .map(({ title, when }): Deadline => ({
      on: when.start.slice(0, 10),
      due: 'assembly',
      about: title,
      office: null,
    }));
  const ends = bureau(world)
    .seats.filter(({ held }) => held !== 'over')
    .flatMap(({ until, holder, office }): Deadline[] =>
      until ? [{ on: until, due: 'mandate', about: holder.name, office }] : [],
    );
  const last = addDays(world.today, YEAR);
  const owed = world.memory.open.flatMap(({ title, dueOn }): Deadline[] =>
    dueOn ? [{ on: dueOn, due: 'promise', about: title, office: null }] : [],
  );
  return [...assemblies, ...ends, ...owed].filter(({ on }) => on <= last).sort((a, b) => a.on.localeCompare(b.on));
}

function changed({ section }: World, since: string) {
  const authors = new Map<string, { name: string; office: ReturnType<typeof first>['office']; people: Set<string> }>();
  for (const entry of section.entries) {
    if (entry.at < since || entry.subject?.kind !== 'person') continue;
    const one = authors.get(entry.author.id) ?? { ...first(entry), people: new Set() };
    one.people.add(entry.subject.id);
    authors.set(entry.author.id, one);
  }
  const counted = [...authors.values()].map(({ name, office, people }) => ({ name, office, people: people.size }));
  return counted.sort((a, b) => b.people - a.people);
}

function first({ author, office }: World['section']['entries'][number]) {
  return { name: author.name, office };
}
