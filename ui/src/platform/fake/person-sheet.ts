import type { PersonSheet } from '..';
import { addDays, dayOf } from './days';
import { paymentsOf } from './payments';
import { dues } from './roster';
import type { Person } from './people';
import type { World } from './world';

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
    dues: world.scenario.unseen ? [] : paymentsOf(one, today),
    duesRight: world.scenario.unseen ? 'none' : world.scenario.proposes ? 'propose' : 'write',
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
