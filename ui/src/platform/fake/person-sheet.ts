import type { DuesYear, PersonSheet } from '..';
import { addDays, dayOf } from './days';
import { dues } from './roster';
import type { Person } from './people';
import type { World } from './world';

const OWED = 3650;

export function sheet(world: World, one: Person): PersonSheet {
  const { section, today } = world;
  const member = one.number !== '';
  const meetings = [...section.events.values()]
    .filter((event) => event.kind === 'meeting' && dayOf(event.when.start) < today)
    .sort((a, b) => b.when.start.localeCompare(a.when.start));
  return {
    id: one.id,
    fields: { ...one.fields },
    verified: { ...one.verified },
    membership:
      member && one.since
        ? {
            number: one.number,
            since: one.since,
            until: one.fields.category === 'former_member' ? addDays(today, -200) : null,
            unit: world.mandate.unit.name,
          }
        : null,
    mandates:
      one.id === 'p7'
        ? [{ office: 'treasurer', unit: world.mandate.unit.name, since: addDays(today, -380), until: null }]
        : [],
    dues: member && !world.scenario.unseen ? years(one, today) : [],
    duesNow: world.scenario.unseen ? 'unseen' : dues(one),
    presence: {
      invited: member ? Math.min(12, meetings.length) : 0,
      attended: Math.min(one.attended, meetings.length),
      last: meetings
        .slice(0, Math.min(3, one.attended))
        .map(({ id, title, when }) => ({ id, title, on: dayOf(when.start) })),
    },
    retention: {
      origin: one.origin,
      since: one.since ?? today,
      until: one.fields.category === 'member' ? null : addDays(today, 540),
    },
    history: section.about(one.id),
    overlaps: [...section.overlaps.values()].filter((overlap) => overlap.subject.id === one.id),
    erasure: section.erasures.get(one.id) ?? null,
    writable: true,
  };
}

function years(one: Person, today: string): DuesYear[] {
  const year = Number(today.slice(0, 4));
  const settled = dues(one) === 'up_to_date';
  return [year, year - 1, year - 2].map((each, index) => {
    const paid = index > 0 || settled;
    return { year: each, owed: OWED, paid: paid ? OWED : 0, paidOn: paid ? `${each}-02-${index + 11}` : null };
  });
}
