import { PlatformError, type PersonErasure, type Platform } from '..';
import { addDays, at } from './days';
import type { Section } from './section';
import type { World } from './world';

type ErasureCommands = Pick<Platform, 'askErasure' | 'agreeErasure' | 'withdrawErasure'>;

/** One that a colleague asked for, and one that is going to be carried out. */
export function erasing(section: Section, today: string): void {
  const [first, second] = [...section.people.values()];
  if (!first || !second) return;
  const asked: PersonErasure = {
    id: 'e0',
    askedBy: 'Nadia Benali',
    ground: 'asked_by_the_person',
    mayAgree: true,
    due: null,
  };
  section.erasures.set(first.id, asked);
  section.erasures.set(second.id, { ...asked, id: 'e1', mayAgree: false, due: addDays(today, 4) });
  section.proposals.set('e0', {
    id: 'e0',
    author: 'Nadia Benali',
    unit: 'versailles',
    at: at(addDays(today, -1), '20:50'),
    dues: false,
    export: null,
    codes: false,
    erasure: asked.ground,
    delegation: false,
    changes: ['e0'],
    lines: [{ id: 'e0', name: section.subject('person', first.id).name, fields: [] }],
  });
}

export function erasureCommands(world: World): ErasureCommands {
  const { erasures, proposals } = world.section;
  const named = (id: string): [string, PersonErasure] => {
    const found = [...erasures].find(([, erasure]) => erasure.id === id);
    if (!found) throw new PlatformError({ code: 'not_found', message: 'no such erasure', details: {} });
    return found;
  };
  const changed = () => {
    world.emit({ kind: 'changed', subjects: ['person'], ids: [], source: 'here' });
    world.emit({ kind: 'status', status: world.status });
  };
  return {
    askErasure: async (id, ground) => {
      erasures.set(id, { id: `e-${id}`, askedBy: 'Zoé Lefèvre', ground, mayAgree: false, due: null });
      changed();
    },
    agreeErasure: async (id) => {
      const [person, erasure] = named(id);
      erasures.set(person, { ...erasure, mayAgree: false, due: addDays(world.today, 7) });
      proposals.delete(id);
      changed();
    },
    withdrawErasure: async (id) => {
      erasures.delete(named(id)[0]);
      proposals.delete(id);
      changed();
    },
  };
}
