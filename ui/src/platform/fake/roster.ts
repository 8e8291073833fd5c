import {
  PlatformError,
  type Category,
  type ContactField,
  type DuesState,
  type PersonChange,
  type Platform,
  type RosterFilter,
  type RosterQuery,
  type RosterRow,
} from '..';
import { addDays } from './days';
import { fold, matches } from './fold';
import { communeOf, nameOf, person as newPerson, type Person } from './people';
import { sheet } from './person-sheet';
import { failure, refuseValue } from './rules';
import type { World } from './world';

const ORDER = new Intl.Collator('fr');

type RosterCommands = Pick<
  Platform,
  | 'roster'
  | 'person'
  | 'addPerson'
  | 'changePerson'
  | 'verifyContact'
  | 'removePerson'
  | 'destinations'
  | 'transferPerson'
  | 'shield'
  | 'exportRoster'
  | 'askToExport'
>;

export function rosterCommands(world: World): RosterCommands {
  let asked = false;
  return {
    roster: async (query, range) => {
      const everyone = [...world.section.people.values()];
      const found = select(world, query);
      const counted = (filter: RosterFilter) => everyone.filter((one) => satisfies(world, one, filter)).length;
      return {
        rows: found.slice(range.offset, range.offset + range.limit).map((one) => row(world, one)),
        total: found.length,
        all: everyone.length,
        counts: {
          up_to_date: counted('up_to_date'),
          late: counted('late'),
          regular_contact: counted('regular_contact'),
          without_email: counted('without_email'),
          to_verify: counted('to_verify'),
          former_member: counted('former_member'),
        },
        seesDues: !world.scenario.unseen,
      };
    },
    person: async (id) => sheet(world, world.section.person(id)),
    addPerson: async ({ givenName, familyName, category }) => {
      const people = world.section.people;
      if (!familyName.trim()) throw refuseValue('family_name', 'required');
      const one = newPerson(`p${people.size}-${world.tick()}`, givenName, familyName, category, world.today);
      const saved = world.write({
        kind: 'person_added',
        subject: { kind: 'person', id: one.id, name: nameOf(one) },
        fields: [],
        apply: () => people.set(one.id, one),
        revert: () => people.delete(one.id),
      });
      return { ...saved, id: one.id };
    },
    changePerson: async (id, change) => world.write(fieldChange(world, id, change)),
    verifyContact: async (id, field) => world.write(verification(world, id, field)),
    removePerson: async (id) => {
      const one = world.section.person(id);
      return world.write({
        kind: 'person_removed',
        subject: world.section.subject('person', id),
        fields: [],
        apply: () => world.section.people.delete(id),
        revert: () => world.section.people.set(id, one),
      });
    },
    destinations: async () => {
      if (world.offline) throw failure('offline');
      return [
        { id: 'rennes', name: 'Section de Rennes' },
        { id: 'trappes', name: 'Section de Trappes' },
      ];
    },
    transferPerson: async (id, to) => {
      const one = world.section.person(id);
      return world.write({
        kind: 'person_left',
        subject: world.section.subject('person', id),
        fields: [{ field: 'destination', before: null, after: to.name }],
        apply: () => world.section.people.delete(id),
        revert: () => world.section.people.set(id, one),
      });
    },
    shield: async () => (world.scenario.shield ? { most: 20, left: 5, others: ['André Côté'] } : null),
    exportRoster: async (_query, format) => {
      if (world.scenario.shield) throw failure('unagreed', { others: 'André Côté', asked: Number(asked) });
      return `Fichier de la section au ${world.today}.${format}`;
    },
    askToExport: async () => {
      asked = true;
    },
  };
}

export function fieldChange(world: World, id: string, { field, value }: PersonChange) {
  const one = world.section.person(id);
  const before = one.fields[field];
  checkValue(field, value, world);
  return {
    kind: 'person_changed' as const,
    subject: world.section.subject('person', id),
    fields: [{ field, before: before || null, after: value || null }],
    apply: () => (one.fields[field] = value),
    revert: () => (one.fields[field] = before),
  };
}

function verification(world: World, id: string, field: ContactField) {
  const one = world.section.person(id);
  const before = one.verified[field];
  return {
    kind: 'contact_verified' as const,
    subject: world.section.subject('person', id),
    fields: [{ field, before: null, after: one.fields[field] || null }],
    apply: () => (one.verified[field] = world.today),
    revert: () => (one.verified[field] = before),
  };
}

function checkValue(field: PersonChange['field'], value: string, world: World): void {
  if (field === 'family_name' && !value.trim()) throw refuseValue(field, 'required');
  if (field === 'email' && value && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(value)) throw refuseValue(field, 'email');
  const phone = field === 'mobile' || field === 'landline';
  if (phone && value && value.replaceAll(/\D/gu, '').length < 10) throw refuseValue(field, 'phone');
  if (field === 'born_on' && value > world.today) throw refuseValue(field, 'day');
  if (value.length > 2000)
    throw new PlatformError({ code: 'invalid', message: 'too long', details: { field, rule: 'too_long' } });
}

export function select(world: World, query: RosterQuery): Person[] {
  const found = [...world.section.people.values()].filter(
    (one) =>
      (!query.text.trim() || matches(haystack(one), query.text.trim())) &&
      query.filters.every((filter) => satisfies(world, one, filter)),
  );
  const key = (one: Person) => sortKey(world, one, query.sort.column);
  found.sort((a, b) => ORDER.compare(key(a), key(b)) || ORDER.compare(byName(a), byName(b)));
  return query.sort.descending ? found.reverse() : found;
}

function haystack(one: Person): string {
  return fold(
    `${nameOf(one)} ${one.fields.family_name} ${one.fields.given_name} ${Object.values(one.fields).join(' ')} ${one.number}`,
  );
}

function byName(one: Person): string {
  return `${one.fields.family_name.replace(/^(?:de La|de|d’)\s*/u, '')} ${one.fields.given_name}`;
}

function sortKey(world: World, one: Person, column: RosterQuery['sort']['column']): string {
  const line = row(world, one);
  switch (column) {
    case 'name':
      return byName(one);
    case 'verified':
      return line.verifiedOn ?? '';
    case 'since':
      return line.since ?? '';
    default:
      return line[column];
  }
}

function satisfies(world: World, one: Person, filter: RosterFilter): boolean {
  switch (filter) {
    case 'up_to_date':
    case 'late':
      return dues(one) === filter;
    case 'without_email':
      return !one.fields.email;
    case 'to_verify':
      return row(world, one).toVerify;
    default:
      return one.fields.category === filter;
  }
}

export function dues(one: Person): DuesState {
  if (one.fields.category !== 'member') return 'none';
  return one.paid ? 'up_to_date' : 'late';
}

function row(world: World, one: Person): RosterRow {
  const days = (Object.keys(one.verified) as ContactField[])
    .filter((field) => one.fields[field])
    .map((field) => one.verified[field]);
  const verifiedOn = days.length === 0 || days.includes(null) ? null : (days.toSorted()[0] ?? null);
  return {
    id: one.id,
    givenName: one.fields.given_name,
    familyName: one.fields.family_name,
    category: one.fields.category as Category,
    email: one.fields.email,
    phone: one.fields.mobile || one.fields.landline,
    commune: communeOf(one),
    number: one.number,
    since: one.since,
    dues: world.scenario.unseen ? 'unseen' : dues(one),
    verifiedOn,
    toVerify: verifiedOn === null || verifiedOn < addDays(world.today, -730),
  };
}
