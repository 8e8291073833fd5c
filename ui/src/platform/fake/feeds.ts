import type { FeedRow, Platform } from '..';
import { addDays } from './days';
import { failure, refuseValue } from './rules';
import type { Section } from './section';
import type { World } from './world';

type FeedCommands = Pick<Platform, 'feeds' | 'openFeed' | 'takeUpFeed' | 'closeFeed'>;

const LONGEST = 120;

/** One that answers, and one whose opener left. */
export function telling(section: Section, today: string): void {
  const zoe = { openedBy: 'Zoé Lefèvre', answeredBy: 'Zoé Lefèvre', own: true, answers: true };
  const left = { openedBy: 'Gérard Petit', answeredBy: 'Gérard Petit', own: false, answers: false };
  for (const row of [
    { id: 'f0', name: 'Téléphones du bureau', opened: addDays(today, -40), ...zoe },
    { id: 'f1', name: 'Agenda du site de la section', opened: addDays(today, -400), ...left },
  ])
    section.feeds.set(row.id, row);
}

export function feedsOf({ section }: World): FeedRow[] {
  return [...section.feeds.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

export function feedCommands(world: World): FeedCommands {
  const { section, scenario } = world;
  const known = (id: string) => {
    const feed = section.feeds.get(id);
    if (!feed) throw failure('not_found');
    return feed;
  };
  const write = (
    kind: 'feed_opened' | 'feed_taken_up' | 'feed_closed',
    after: FeedRow | null,
    before: FeedRow | null,
  ) => {
    const [put, named] = [after ?? before, (after ?? before)?.name ?? ''];
    const set = (row: FeedRow | null) => {
      if (row) section.feeds.set(row.id, row);
      else if (put) section.feeds.delete(put.id);
    };
    world.write({ kind, subject: null, named, fields: [], apply: () => set(after), revert: () => set(before) });
  };
  return {
    feeds: async () => ({
      rows: feedsOf(world),
      writable: !scenario.reader,
      alone: scenario.connection === 'alone',
    }),
    openFeed: async (given) => {
      const name = given.trim();
      if (name === '') throw refuseValue('name', 'required');
      if (name.length > LONGEST) throw refuseValue('name', 'too_long');
      if (scenario.connection === 'alone') throw failure('forbidden');
      const me = 'Zoé Lefèvre';
      const id = `f-${world.tick()}`;
      const who = { openedBy: me, answeredBy: me, own: true, answers: true };
      write('feed_opened', { id, name, opened: world.today, ...who }, null);
      return { address: `https://coopol.example/v1/feeds/${'mKq0Zt7x'.repeat(8)}.ics` };
    },
    takeUpFeed: async (id) => {
      const feed = known(id);
      write('feed_taken_up', { ...feed, answeredBy: 'Zoé Lefèvre', own: true, answers: true }, feed);
    },
    closeFeed: async (id) => {
      write('feed_closed', null, known(id));
    },
  };
}
