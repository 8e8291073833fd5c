import type { Overlap, Refusal } from '..';
import type { Section } from './section';
import { addDays, at } from './days';

/** Two overlaps and one refusal, as after a week-end offline. */
export function unsettle(section: Section, today: string): void {
  const [first, second, third] = [...section.people.values()].filter((one) => one.fields.mobile && one.fields.address);
  if (!first || !second || !third) return;
  const overlap = (id: string, field: 'mobile' | 'address', person: typeof first, theirs: string): Overlap => ({
    id,
    subject: section.subject('person', person.id),
    field,
    mine: { value: person.fields[field], author: 'Zoé Lefèvre', at: at(addDays(today, -1), '18:12') },
    theirs: { value: theirs, author: 'Nadia Benali', at: at(addDays(today, -1), '17:40') },
    standing: 'mine',
  });
  section.overlaps.set('o1', overlap('o1', 'mobile', first, '07 81 22 45 09'));
  section.overlaps.set('o2', overlap('o2', 'address', second, '14 rue Royale\n78000 Versailles'));
  const refusal: Refusal = {
    id: 'r1',
    at: at(addDays(today, -1), '18:20'),
    subject: section.subject('person', third.id),
    fields: [{ field: 'category', before: 'member', after: 'former_member' }],
    reason: 'needs_second_officer',
  };
  section.refusals.set(refusal.id, refusal);
}
