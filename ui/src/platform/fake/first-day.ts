import type { Platform } from '..';
import type { World } from './world';
import { addDays } from './days';

type Rooms = Pick<Platform, 'agenda' | 'archives' | 'roster'>;

/** What waits for a newcomer, counted from what the other rooms answer. */
export function firstDayCommand(world: World, rooms: Rooms): Pick<Platform, 'firstDay'> {
  return {
    firstDay: async () => {
      const { bare } = world.scenario;
      const [agenda, archives, minutes] = await Promise.all([
        rooms.agenda({ span: 'coming', text: '' }, { offset: 0, limit: 3 }),
        rooms.archives({ text: '', year: null, kind: null }, { offset: 0, limit: 1 }),
        rooms.archives({ text: '', year: null, kind: 'minutes' }, { offset: 0, limit: 3 }),
      ]);
      const roster = bare
        ? null
        : await rooms.roster(
            { text: '', filters: [], sort: { column: 'name', descending: false } },
            { offset: 0, limit: 1 },
          );
      const since = addDays(world.today, -90);
      return {
        people: roster && { total: roster.total, upToDate: roster.counts.up_to_date, late: roster.counts.late },
        events: { total: agenda.total, next: agenda.rows },
        documents: {
          total: archives.all,
          minutes: minutes.rows.map(({ id, title, date }) => ({ id, title, date })),
        },
        toVerify: world.status.toVerify,
        refused: world.status.refused,
        changedSince: since,
        changed: bare ? null : changed(world, since),
      };
    },
  };
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
