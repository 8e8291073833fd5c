import type { FactCategory, FactDraft, OpenPromise, Platform, PracticalFact, PromiseDraft } from '..';
import { addDays } from './days';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type MemoryCommands = Pick<
  Platform,
  'addPromise' | 'changePromise' | 'settlePromise' | 'removePromise' | 'addFact' | 'changeFact' | 'removeFact'
>;

const ORDER: FactCategory[] = ['room', 'key', 'account', 'equipment', 'supplier', 'contact', 'other'];
const LONGEST = 300;

/** What a section promised, and what is good to know there. */
export class Memory {
  readonly promises = new Map<string, OpenPromise>();
  readonly facts = new Map<string, PracticalFact>();

  constructor(today: string, empty: boolean) {
    if (empty) return;
    for (const one of promises(today)) this.promises.set(one.id, one);
    for (const one of FACTS) this.facts.set(one.id, one);
  }

  /** The soonest due first, those without a day last. */
  get open(): OpenPromise[] {
    const due = ({ dueOn, title }: OpenPromise) => `${dueOn ?? '9'} ${title}`;
    return [...this.promises.values()].sort((a, b) => due(a).localeCompare(due(b)));
  }

  get known(): PracticalFact[] {
    const rank = ({ category }: PracticalFact) => ORDER.indexOf(category);
    return [...this.facts.values()].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'fr'));
  }
}

function promises(today: string): OpenPromise[] {
  return [
    {
      id: 'promise-1',
      title: 'Une salle pour la fête',
      promisedTo: 'Les Jardins ouvriers',
      madeOn: addDays(today, -40),
      dueOn: addDays(today, 20),
      note: '',
    },
    {
      id: 'promise-2',
      title: 'Répondre au collectif de la gare',
      promisedTo: '',
      madeOn: null,
      dueOn: null,
      note: 'Lettre reçue en octobre',
    },
  ];
}

const FACTS: PracticalFact[] = [
  {
    id: 'fact-1',
    title: 'Salle du Prieuré',
    category: 'room',
    heldBy: 'Mairie, service des salles',
    note: 'Gratuite deux soirs par an',
  },
  { id: 'fact-2', title: 'Clés du local', category: 'key', heldBy: 'Anne Martin', note: '' },
  {
    id: 'fact-3',
    title: 'Compte de la section',
    category: 'account',
    heldBy: '',
    note: 'Crédit coopératif, agence de Versailles',
  },
];

export function memoryCommands(world: World): MemoryCommands {
  const { memory } = world;
  return {
    addPromise: async (draft) => {
      const one = { ...fit(world, draft), id: `promise-${world.tick()}` };
      return { ...put(world, 'promise_made', memory.promises, one), id: one.id };
    },
    changePromise: async (id, seen, draft) =>
      change(world, 'promise_changed', memory.promises, id, reworded(seen, fit(world, draft))),
    settlePromise: async (id, became) =>
      take(world, became === 'kept' ? 'promise_kept' : 'promise_given_up', memory.promises, id),
    removePromise: async (id) => take(world, 'promise_removed', memory.promises, id),
    addFact: async (draft) => {
      const one = { ...fit(world, draft), id: `fact-${world.tick()}` };
      return { ...put(world, 'fact_noted', memory.facts, one), id: one.id };
    },
    changeFact: async (id, seen, draft) =>
      change(world, 'fact_changed', memory.facts, id, reworded(seen, fit(world, draft))),
    removeFact: async (id) => take(world, 'fact_removed', memory.facts, id),
  };
}

type Kind = Parameters<World['write']>[0]['kind'];
type Titled = { id: string; title: string };

function fit<T extends PromiseDraft | FactDraft>({ scenario }: World, draft: T): T {
  if (scenario.reader) throw failure('forbidden');
  const title = draft.title.trim();
  if (!title) throw refuseValue('title', 'required');
  if (title.length > LONGEST) throw refuseValue('title', 'too_long');
  return { ...draft, title };
}

function reworded<T extends object>(seen: T, draft: T): Partial<T> {
  const fields = Object.keys(draft) as (keyof T)[];
  return Object.fromEntries(
    fields.filter((field) => seen[field] !== draft[field]).map((field) => [field, draft[field]]),
  ) as Partial<T>;
}

function put<T extends Titled>(world: World, kind: Kind, all: Map<string, T>, one: T) {
  return world.write({
    kind,
    subject: null,
    named: one.title,
    fields: [],
    apply: () => all.set(one.id, one),
    revert: () => all.delete(one.id),
  });
}

function change<T extends Titled>(world: World, kind: Kind, all: Map<string, T>, id: string, changed: Partial<T>) {
  const one = found(all, id);
  if (Object.keys(changed).length === 0) throw failure('unchanged');
  const after = { ...one, ...changed };
  return world.write({
    kind,
    subject: null,
    named: after.title,
    fields: [{ field: 'title', before: one.title, after: after.title }],
    apply: () => all.set(id, after),
    revert: () => all.set(id, one),
  });
}

function take<T extends Titled>(world: World, kind: Kind, all: Map<string, T>, id: string) {
  if (world.scenario.reader) throw failure('forbidden');
  const one = found(all, id);
  return world.write({
    kind,
    subject: null,
    named: one.title,
    fields: [],
    apply: () => all.delete(id),
    revert: () => all.set(id, one),
  });
}

function found<T>(all: Map<string, T>, id: string): T {
  const one = all.get(id);
  if (!one) throw failure('not_found');
  return one;
}
