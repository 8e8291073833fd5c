import type { Category, ContactField, Day, Payment, PersonField, Retention } from '..';
import { addDays } from './days';
import { COMMUNES, FAMILY_NAMES, GIVEN_NAMES, LONG_NAME, PROVIDERS, STREETS } from './names';
import { Random } from './random';

/** What the fake keeps of a person: the sheet without what is read from elsewhere. */
export interface Person {
  id: string;
  fields: Record<PersonField, string>;
  verified: Record<ContactField, Day | null>;
  number: string;
  since: Day | null;
  paid: boolean;
  /** Made when the sheet is first looked at. */
  payments: Payment[] | null;
  attended: number;
  origin: Retention['origin'];
}

export function person(
  id: string,
  givenName: string,
  familyName: string,
  category: Category,
  since: Day | null,
): Person {
  return {
    id,
    fields: {
      given_name: givenName,
      family_name: familyName,
      born_on: '',
      email: '',
      mobile: '',
      landline: '',
      address: '',
      category,
      note: '',
    },
    verified: { email: null, mobile: null, landline: null, address: null },
    number: '',
    since,
    paid: false,
    payments: null,
    attended: 0,
    origin: 'form',
  };
}

/** `count` people around `today`: mostly members, a tenth behind with their dues, a few without any address. */
export function people(count: number, today: Day, seed: number): Person[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => onePerson(index, today, random));
}

function onePerson(index: number, today: Day, random: Random): Person {
  const long = index === 7;
  const given = long ? LONG_NAME.given : random.pick(GIVEN_NAMES);
  const family = long ? LONG_NAME.family : random.pick(FAMILY_NAMES);
  const draw = random.next();
  const category: Category =
    draw < 0.78 ? 'member' : draw < 0.9 ? 'regular_contact' : draw < 0.96 ? 'former_member' : 'occasional_contact';
  const one = person(`p${index}`, given, family, category, addDays(today, -random.between(20, 9000)));
  const member = category === 'member' || category === 'former_member';
  one.number = member ? String(78_000_000 + index * 37) : '';
  one.paid = category === 'member' && random.chance(0.86);
  one.attended = member ? random.between(0, 9) : 0;
  one.origin = random.pick(['import', 'form', 'meeting', 'transfer']);
  one.fields.born_on = random.chance(0.8) ? addDays(today, -random.between(7000, 31_000)) : '';
  if (random.chance(0.88)) one.fields.email = email(given, family, random);
  if (random.chance(0.83)) one.fields.mobile = `06 ${pairs(random)}`;
  if (random.chance(0.3)) one.fields.landline = `01 ${pairs(random)}`;
  if (random.chance(0.92)) one.fields.address = address(random);
  for (const field of Object.keys(one.verified) as ContactField[]) {
    one.verified[field] = one.fields[field] && random.chance(0.94) ? addDays(today, -random.between(3, 760)) : null;
  }
  return one;
}

function email(given: string, family: string, random: Random): string {
  const local = `${given.split(' ')[0] ?? ''}.${family}`
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z.]/gu, '');
  return `${local}@${random.pick(PROVIDERS)}`;
}

function pairs(random: Random): string {
  return Array.from({ length: 4 }, () => String(random.between(0, 99)).padStart(2, '0')).join(' ');
}

function address(random: Random): string {
  const [postcode, commune] = random.pick(COMMUNES);
  return `${random.between(1, 140)} ${random.pick(STREETS)}\n${postcode} ${commune}`;
}

/** The commune is the end of the address's last line, after the postcode. */
export function communeOf(one: Person): string {
  return (one.fields.address.split('\n').at(-1) ?? '').replace(/^\d{5}\s+/u, '');
}

export function nameOf(one: Person): string {
  return `${one.fields.given_name} ${one.fields.family_name}`.trim();
}
