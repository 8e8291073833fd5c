import type { Appointed, CaretakerDraft, Platform, Seat } from '..';
import { appointedSeat, caretaker } from './bureau';
import { addDays } from './days';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type CaretakerCommands = Pick<Platform, 'weighCaretaker' | 'appointCaretaker' | 'readAppointment'>;

/** What the unit of the fake reads of whom the level above put in charge. */
export function appointed(today: string): Appointed {
  return {
    id: 's8',
    unit: { id: 'versailles', name: 'Section de Versailles' },
    office: 'secretary',
    name: 'Bernard Œuvrard',
    since: addDays(today, -1),
    until: addDays(today, 120),
    caretaker: caretaker(),
  };
}

/** `below` are the seats of a unit, which are changed. */
export function caretakerCommands(world: World, below: (unit: string) => Seat[]): CaretakerCommands {
  const check = ({ holderName, since, until, reason, office, prolongs, unit }: CaretakerDraft) => {
    const begins = since ?? world.today;
    if (!holderName.trim()) throw refuseValue('holder_name', 'required');
    if (holderName.trim() === world.me.author.name) throw refuseValue('holder', 'oneself');
    if (begins < world.today) throw refuseValue('since', 'day');
    if (begins > addDays(world.today, 30)) throw refuseValue('since', 'too_early');
    if (until < begins) throw refuseValue('until', 'end_before_start');
    if (until > addDays(begins, 183)) throw refuseValue('until', 'too_far');
    if (!reason.trim()) throw refuseValue('reason', 'required');
    const before = below(unit).filter((seat) => seat.caretaker && seat.office === office);
    if (before.length > 0 && prolongs === null) throw refuseValue('prolongs', 'required');
  };
  return {
    weighCaretaker: async (draft) => {
      check(draft);
    },
    appointCaretaker: async (draft) => {
      check(draft);
      const seats = below(draft.unit);
      seats.unshift(appointedSeat(world, `${draft.unit}-${seats.length + 10}`, draft, seats));
      world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
    },
    readAppointment: async (id) => {
      const { appointed } = world.section;
      if (!appointed.delete(id)) throw failure('not_found');
      world.emit({ kind: 'status', status: world.status });
    },
  };
}
