import type { Platform, SplitChoice, SplitPerson, SplitPlan, SplitRow } from '..';
import { addDays } from './days';
import { nameOf, type Person } from './people';
import { failure, refuseValue } from './rules';
import type { Section } from './section';
import type { World } from './world';

type SplitCommands = Pick<
  Platform,
  'splits' | 'weighSplit' | 'decideSplit' | 'answerSplit' | 'planSplit' | 'passSplit' | 'acceptArrivals'
>;

const BELOW = [
  { id: 'versailles', name: 'Section de Versailles' },
  { id: 'poissy', name: 'Section de Poissy' },
];

/** One that a federation decided and the section hasn't answered, or has. */
export function splitting(section: Section, today: string, word: SplitRow['word'], federal: boolean): void {
  section.splits.set('chesnay', {
    id: 'chesnay',
    name: 'Section du Chesnay',
    unit: { id: 'versailles', name: 'Section de Versailles' },
    word,
    since: addDays(today, -3),
    postcodes: ['78150'],
    asked: word === 'decided' && !federal,
    withdraws: federal && (word === 'decided' || word === 'agreed'),
    passes: word === 'agreed' && !federal,
  });
  if (word !== 'agreed' || federal) return;
  // Where somebody lives isn't always written down.
  [...section.people.values()].slice(0, 40).forEach((person, place) => {
    if (place % 4 === 0) person.fields.address = `${place + 1} rue de Versailles\n78150 Le Chesnay-Rocquencourt`;
    if (place % 9 === 5) person.fields.address = '';
  });
}

/** People of another section who wait to be taken in, one of whom may be known. */
export function arriving(section: Section): void {
  const [known] = [...section.people.values()];
  ['Yann Le Goff', 'Inès Bœuf', 'Chloé Héraud'].forEach((name, place) => {
    section.arrivals.set(`c${place}`, {
      id: `c${place}`,
      name,
      from: 'Section de Viroflay',
      bornOn: null,
      commune: 'Le Chesnay-Rocquencourt',
      email: null,
      phone: null,
      number: `078011${place}`,
      paidUntil: 2026,
      known: place === 0 && known ? [{ id: known.id, name: nameOf(known) }] : [],
    });
  });
}

function postcode({ fields }: Person): string | null {
  return /\b\d{5}\b/u.exec(fields.address)?.[0] ?? null;
}

export function splitCommands(world: World): SplitCommands {
  const { section, scenario, mandate } = world;
  const federal = mandate.unit.kind === 'federation';
  const waiting = new Set<string>();
  const changed = () => {
    world.emit({ kind: 'changed', subjects: ['office', 'person'], ids: [], source: 'here' });
    world.emit({ kind: 'status', status: world.status });
  };
  const find = (id: string): SplitRow => {
    const row = section.splits.get(id);
    if (!row) throw failure('not_found');
    return row;
  };
  const planned = (id: string, choice: SplitChoice): SplitPlan => {
    const split = find(id);
    const codes = choice.postcodes.length > 0 ? choice.postcodes : split.postcodes;
    const plan: SplitPlan = { split: { ...split }, passing: [], staying: [], undecided: [], waiting: [] };
    for (const person of section.people.values()) {
      const code = postcode(person);
      const who: SplitPerson = { id: person.id, name: nameOf(person), postcode: code };
      if (waiting.has(person.id)) plan.waiting.push(who);
      else if (choice.with.includes(person.id)) plan.passing.push(who);
      else if (choice.without.includes(person.id)) plan.staying.push(who);
      else if (code === null && codes.length > 0) plan.undecided.push(who);
      else (code !== null && codes.includes(code) ? plan.passing : plan.staying).push(who);
    }
    return plan;
  };
  return {
    splits: async () => ({
      rows: [...section.splits.values()],
      sections: federal && !scenario.reader ? BELOW : [],
    }),
    weighSplit: async ({ facts }) => {
      if (!facts.name.trim()) throw refuseValue('name', 'required');
    },
    decideSplit: async ({ unit, facts, postcodes }) => {
      if (world.offline) throw failure('offline');
      const named = BELOW.find(({ id }) => id === unit) ?? { id: unit, name: unit };
      const row: SplitRow = {
        id: 'new',
        name: facts.name,
        unit: named,
        word: 'decided',
        since: world.today,
        postcodes,
        asked: false,
        withdraws: true,
        passes: false,
      };
      section.splits.set(row.id, row);
      changed();
      const code = Array.from({ length: 26 }, () => 'CHES5').join('-');
      const link = `coopol://coopol.example/join/${code.replaceAll('-', '')}`;
      return { unit: { id: row.id, name: row.name }, handover: { code, link, opens: null } };
    },
    answerSplit: async (newborn, reply) => {
      const row = find(newborn);
      const word = ({ agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn' } as const)[reply];
      const passes = word === 'agreed';
      section.splits.set(newborn, { ...row, word, since: world.today, asked: false, withdraws: false, passes });
      changed();
    },
    planSplit: async (newborn, choice) => planned(newborn, choice),
    passSplit: async (newborn, choice, seen) => {
      const { split, passing } = planned(newborn, choice);
      if (passing.map(({ id }) => id).join() !== seen.join()) throw failure('changed');
      const people = passing.map(({ id }) => section.person(id));
      const gone = (people: readonly Person[]) => {
        if (scenario.shield) people.forEach(({ id }) => waiting.add(id));
        else people.forEach(({ id }) => section.people.delete(id));
      };
      return world.write({
        kind: 'people_passed',
        subject: null,
        named: split.name,
        fields: [],
        count: passing.length,
        apply: () => {
          gone(people);
        },
        revert: () => {
          people.forEach((person) => section.people.set(person.id, person));
          waiting.clear();
        },
      });
    },
    acceptArrivals: async (from) => {
      const all = [...section.arrivals.values()].filter((arrival) => arrival.from === from);
      const known = all.filter((arrival) => arrival.known.length > 0);
      const taken = all.filter((arrival) => arrival.known.length === 0);
      if (taken.length === 0) return { act: null, accepted: 0, left: known.length };
      const { act } = world.write({
        kind: 'people_passed',
        subject: null,
        named: from,
        fields: [],
        count: taken.length,
        apply: () => {
          taken.forEach(({ id }) => section.arrivals.delete(id));
        },
        revert: () => {
          taken.forEach((arrival) => section.arrivals.set(arrival.id, arrival));
        },
      });
      return { act, accepted: taken.length, left: known.length };
    },
  };
}
