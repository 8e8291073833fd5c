import type { Overlap, Refusal } from '..';
import type { Section } from './section';
import { addDays, at } from './days';

/** Two overlaps, three refusals what the treasurer proposed and what waits for somebody else, as after a week-end offline. */
export function unsettle(section: Section, today: string, shield: boolean, codes: boolean): void {
  const [first, second, third] = [...section.people.values()].filter((one) => one.fields.mobile && one.fields.address);
  if (!first || !second || !third) return;
  const overlap = (id: string, field: 'mobile' | 'address', person: typeof first, theirs: string): Overlap => ({
    id,
    subject: section.subject('person', person.id),
    unit: id === 'o1' ? 'versailles' : 'buc',
    field,
    sides: [
      { value: person.fields[field], author: 'Zoé Lefèvre', at: at(addDays(today, -1), '18:12') },
      { value: theirs, author: 'Nadia Benali', at: at(addDays(today, -1), '17:40') },
    ],
  });
  const three = overlap('o1', 'mobile', first, '07 81 22 45 09');
  three.sides.push({ value: '07 81 22 45 90', author: 'André Côté', at: at(addDays(today, -1), '16:05') });
  section.overlaps.set('o1', three);
  section.overlaps.set('o2', overlap('o2', 'address', second, '14 rue Royale\n78000 Versailles'));
  const refuse = (id: string, refusal: Omit<Refusal, 'id' | 'at'>) =>
    section.refusals.set(id, { id, at: at(addDays(today, -1), '18:20'), ...refusal });
  refuse('r1', {
    unit: 'versailles',
    about: 'person',
    named: section.subject('person', third.id).name,
    fields: [{ field: 'category', before: 'member', after: 'former_member' }],
    reason: 'needs_second_officer',
  });
  refuse('r2', {
    unit: 'viroflay',
    about: 'person',
    named: section.subject('person', second.id).name,
    fields: [{ field: 'number', before: null, after: '0780214' }],
    reason: 'taken',
  });
  refuse('r3', { unit: null, about: null, named: null, fields: [], reason: 'fault' });
  section.arrivals.set('t1', {
    id: 't1',
    name: 'Yann Le Goff',
    from: 'Section de Rennes',
    bornOn: '1986-04-12',
    commune: 'Versailles',
    email: 'yann.legoff@exemple.fr',
    phone: '06 12 34 56 78',
    number: '0280187',
    paidUntil: 2026,
    known: [{ id: third.id, name: section.subject('person', third.id).name }],
  });
  const payment = (person: typeof first, number: number) => ({
    id: `p${number}`,
    name: section.subject('person', person.id).name,
    fields: [
      { field: 'year' as const, before: null, after: '2026' },
      { field: 'amount' as const, before: null, after: '3650' },
    ],
  });
  const lines = [first, second, third].map(payment);
  section.own.set('w0', {
    id: 'w0',
    author: 'Zoé Lefèvre',
    at: at(addDays(today, -1), '20:15'),
    dues: false,
    export: null,
    codes: false,
    erasure: null,
    delegation: false,
    changes: ['w0', 'w1'],
    unit: 'viroflay',
    lines: [first, second].map((person, number) => ({
      id: `w${number}`,
      name: section.subject('person', person.id).name,
      fields: [{ field: 'mobile' as const, before: null, after: '06 12 34 56 78' }],
    })),
  });
  section.proposals.set('p0', {
    id: 'p0',
    author: 'Nadia Benali',
    unit: 'viroflay',
    at: at(addDays(today, -1), '19:02'),
    dues: true,
    export: null,
    codes: false,
    erasure: null,
    delegation: false,
    changes: ['p0', 'p1', 'p2', 'p3', 'p4'],
    lines,
  });
  if (codes) {
    section.proposals.set('k0', {
      id: 'k0',
      author: 'Nadia Benali',
      unit: 'versailles',
      at: at(addDays(today, -1), '20:55'),
      dues: false,
      export: null,
      codes: true,
      erasure: null,
      delegation: false,
      changes: ['k0'],
      lines: [{ id: 'k0', name: '', fields: [] }],
    });
  }
  if (!shield) return;
  const asked = (id: string, author: string, content: 'people' | 'everything') => ({
    id,
    author,
    unit: 'versailles',
    at: at(addDays(today, -1), '20:40'),
    dues: false,
    export: content,
    codes: false,
    erasure: null,
    delegation: false,
    changes: [id],
    lines: [{ id, name: '', fields: [] }],
  });
  section.proposals.set('x0', asked('x0', 'Nadia Benali', 'people'));
  section.own.set('x1', asked('x1', 'Zoé Lefèvre', 'everything'));
}
