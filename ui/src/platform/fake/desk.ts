import type { KeptMessage, MessageDraft, Platform, RosterQuery, SavedList } from '..';
import { fold } from './fold';
import { byServer } from './mailings';
import { nameOf } from './people';
import { select } from './roster';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type DeskCommands = Pick<
  Platform,
  | 'savedLists'
  | 'saveList'
  | 'renameList'
  | 'replaceList'
  | 'dropList'
  | 'keptMessages'
  | 'keepMessage'
  | 'changeMessage'
  | 'dropMessage'
  | 'weighLetter'
  | 'openLetter'
  | 'letterAddresses'
>;

type Kind = Parameters<World['write']>[0]['kind'];

/** As the core has it. */
const BATCH = 50;
const LONG = 700;

const ORDER = new Intl.Collator('fr');
const BY_NAME = { column: 'name', descending: false } as const;

/** What lies on the desk of the office. */
class OnTheDesk {
  readonly lists = new Map<string, SavedList>();
  readonly messages = new Map<string, KeptMessage>();

  constructor(empty: boolean) {
    if (empty) return;
    for (const one of LISTS) this.lists.set(one.id, one);
    for (const one of MESSAGES) this.messages.set(one.id, one);
  }
}

const LISTS: SavedList[] = [
  {
    id: 'list-1',
    name: 'À relancer par téléphone',
    query: { text: '', filters: ['late', 'without_email'], sort: BY_NAME },
  },
  { id: 'list-2', name: 'Sympathisants', query: { text: '', filters: ['regular_contact'], sort: BY_NAME } },
];

const MESSAGES: KeptMessage[] = [
  {
    id: 'message-1',
    purpose: 'template',
    subject: 'Rappel de cotisation',
    body: 'Bonjour,\n\nvotre cotisation de cette année n’est pas encore arrivée.',
    query: null,
  },
];

export function deskCommands(world: World): DeskCommands {
  const desk = new OnTheDesk(world.scenario.empty);
  const write = (kind: Kind, named: string, apply: () => unknown, revert: () => unknown) => {
    if (world.scenario.reader) throw failure('forbidden');
    return world.write({ kind, subject: null, named, fields: [], apply, revert });
  };
  const put = <T extends { id: string }>(kind: Kind, named: string, all: Map<string, T>, one: T) => {
    const before = all.get(one.id);
    return write(
      kind,
      named,
      () => all.set(one.id, one),
      () => (before ? all.set(one.id, before) : all.delete(one.id)),
    );
  };
  const drop = <T extends { id: string }>(kind: Kind, named: string, all: Map<string, T>, one: T) =>
    write(
      kind,
      named,
      () => all.delete(one.id),
      () => all.set(one.id, one),
    );
  const free = (name: string, but: string | null) => {
    const wanted = name.trim();
    if (!wanted) throw refuseValue('name', 'required');
    const taken = [...desk.lists.values()].some((one) => one.id !== but && fold(one.name) === fold(wanted));
    if (taken) throw refuseValue('name', 'taken');
    return wanted;
  };
  const fit = (draft: MessageDraft) => {
    if (!draft.subject.trim()) throw refuseValue('subject', 'required');
    return { ...draft, subject: draft.subject.trim() };
  };
  const reached = (to: RosterQuery) => {
    const addresses = select(world, to).map(({ fields }) => fields.email);
    return [...new Set(addresses.filter((address) => address !== ''))];
  };
  const leave = () => {
    if (world.scenario.shield) throw failure('unagreed', { others: 'André Côté', asked: 0 });
  };
  return {
    weighLetter: async (to, subject, body) => {
      const people = select(world, to);
      const addresses = reached(to);
      const batches = Array.from({ length: Math.ceil(addresses.length / BATCH) }, (_, at) =>
        Math.min(BATCH, addresses.length - at * BATCH),
      );
      const without = people.filter(({ fields }) => fields.email === '');
      return {
        people: people.length,
        batches,
        withText: subject.length + body.length <= LONG,
        unreached: without.map((one) => ({ id: one.id, name: nameOf(one), phone: one.fields.mobile })),
        byServer: byServer(world, to),
      };
    },
    openLetter: async () => {
      leave();
    },
    letterAddresses: async (to) => {
      leave();
      return reached(to);
    },
    savedLists: async () => [...desk.lists.values()].sort((a, b) => ORDER.compare(a.name, b.name)),
    saveList: async (name, query) => {
      const one = { id: `list-${world.tick()}`, name: free(name, null), query };
      return { ...put('list_saved', one.name, desk.lists, one), id: one.id };
    },
    renameList: async (id, name) => {
      const one = { ...found(desk.lists, id), name: free(name, id) };
      return put('list_changed', one.name, desk.lists, one);
    },
    replaceList: async (id, query) => {
      const one = { ...found(desk.lists, id), query };
      return put('list_changed', one.name, desk.lists, one);
    },
    dropList: async (id) => {
      const one = found(desk.lists, id);
      return drop('list_dropped', one.name, desk.lists, one);
    },
    keptMessages: async () =>
      [...desk.messages.values()].sort(
        (a, b) => b.purpose.localeCompare(a.purpose) || ORDER.compare(a.subject, b.subject),
      ),
    keepMessage: async (draft) => {
      const one = { ...fit(draft), id: `message-${world.tick()}` };
      return { ...put('message_kept', one.subject, desk.messages, one), id: one.id };
    },
    changeMessage: async (id, _seen, draft) => {
      const one = { ...found(desk.messages, id), ...fit(draft) };
      return put('message_changed', one.subject, desk.messages, one);
    },
    dropMessage: async (id) => {
      const one = found(desk.messages, id);
      return drop('message_dropped', one.subject, desk.messages, one);
    },
  };
}

function found<T>(all: Map<string, T>, id: string): T {
  const one = all.get(id);
  if (!one) throw failure('not_found');
  return one;
}
