import type { FieldChange, FieldName, PersonField } from '..';
import type { Author, Section } from './section';
import { addDays, at } from './days';
import { nameOf } from './people';
import { Random } from './random';

const AUTHORS: Author[] = [
  { author: { id: 'me', name: 'Zoé Lefèvre' }, office: 'secretary' },
  { author: { id: 'nadia', name: 'Nadia Benali' }, office: 'treasurer' },
  { author: { id: 'andre', name: 'André Côté' }, office: 'deputy' },
];

const BEFORE: Partial<Record<PersonField, string>> = {
  mobile: '06 00 00 00 00',
  email: 'ancienne.adresse@exemple.org',
  address: '3 rue des Lilas\n78000 Versailles',
  landline: '',
};

/** Half a year of ordinary work, so that the history is worth reading. */
export function past(section: Section, today: string): void {
  const random = new Random(1848);
  const everyone = [...section.people.values()];
  for (let index = 240; index >= 1 && everyone.length > 0; index -= 1) {
    const moment = at(addDays(today, -Math.ceil(index * 0.75)), `${random.between(10, 21)}:${random.between(10, 59)}`);
    const author = random.pick(AUTHORS);
    const draw = random.next();
    if (draw < 0.12) pastEvent(section, author, moment, random);
    else if (draw < 0.2) pastDocument(section, author, moment, random);
    else
      pastEdit(
        section,
        author,
        moment,
        random.pick(everyone).id,
        random.pick(['mobile', 'email', 'address', 'landline']),
      );
  }
}

function pastEdit(section: Section, author: Author, moment: string, id: string, field: PersonField): void {
  const one = section.person(id);
  const before = BEFORE[field] ?? '';
  const after = one.fields[field];
  if (!after) return;
  section.record(author, moment, 'sealed', {
    kind: 'person_changed',
    subject: { kind: 'person', id, name: nameOf(one) },
    fields: [edit(field, before, after)],
    apply: () => (one.fields[field] = after),
    revert: () => (one.fields[field] = before),
  });
}

function pastEvent(section: Section, author: Author, moment: string, random: Random): void {
  const events = [...section.events.values()];
  if (events.length === 0) return;
  const event = random.pick(events);
  const after = event.when;
  const before = { ...after, start: `${after.start.slice(0, 11)}17:00` };
  section.record(author, moment, 'sealed', {
    kind: 'event_moved',
    subject: { kind: 'event', id: event.id, name: event.title },
    fields: [edit('when', before.start, after.start)],
    apply: () => (event.when = after),
    revert: () => (event.when = before),
  });
}

function pastDocument(section: Section, author: Author, moment: string, random: Random): void {
  const documents = [...section.documents.values()];
  if (documents.length === 0) return;
  const document = random.pick(documents);
  section.record(author, moment, 'sealed', {
    kind: 'document_added',
    subject: { kind: 'document', id: document.id, name: document.title },
    fields: [],
    apply: () => section.documents.set(document.id, document),
    revert: () => section.documents.delete(document.id),
  });
}

function edit(field: FieldName, before: string, after: string): FieldChange {
  return { field, before: before || null, after: after || null };
}
