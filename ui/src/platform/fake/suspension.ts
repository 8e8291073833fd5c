import type { Office, Platform, Seat } from '..';
import { bureau, bureauBelow } from './bureau';
import { caretakerCommands } from './caretaker';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type SuspensionCommands = Pick<
  Platform,
  | 'bureau'
  | 'seat'
  | 'suspendMandate'
  | 'liftSuspension'
  | 'endMandate'
  | 'weighCaretaker'
  | 'appointCaretaker'
  | 'readAppointment'
>;

const OFFICES: Office[] = ['secretary', 'deputy', 'treasurer', 'deputy_treasurer', 'bureau_member'];

/** The mandates of the units below, each with what was said of it since. */
export function suspensionCommands(world: World): SuspensionCommands {
  const units = new Map<string, Seat[]>();
  const below = (unit: string): Seat[] => {
    const seats = units.get(unit) ?? bureauBelow(world, unit);
    units.set(unit, seats);
    return seats;
  };
  const find = (id: string): Seat => {
    const known = [...units.values(), bureau(world).seats].flat();
    const seat = known.find((one) => one.id === id) ?? below(id.replace(/-\d+$/u, '')).find((one) => one.id === id);
    if (!seat) throw failure('not_found');
    return seat;
  };
  const told = () => {
    world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
  };
  return {
    ...caretakerCommands(world, below),
    endMandate: async (id, last) => {
      if (last !== null && last < world.today) throw refuseValue('until', 'past');
      const waits = !find(id).mine;
      if (!waits) world.section.ended.set(id, last ?? world.today);
      told();
      return waits;
    },
    bureau: async (unit) => ({
      seats: structuredClone(below(unit)),
      appoints: world.scenario.reader ? [] : OFFICES,
    }),
    seat: async (id) => ({
      unit: { id: id.replace(/-\d+$/u, ''), name: 'Section de Versailles', kind: 'section' },
      seat: structuredClone(find(id)),
    }),
    suspendMandate: async (id, { ground, until }) => {
      if (!ground.trim()) throw refuseValue('ground', 'required');
      if (until !== null && until < world.today) throw refuseValue('until', 'end_before_start');
      const seat = find(id);
      seat.held = 'suspended';
      seat.may = 'lift';
      seat.suspension = { since: world.today, until, ground, by: world.me.author.name };
      told();
    },
    liftSuspension: async (id) => {
      const seat = find(id);
      seat.held = 'now';
      seat.may = 'suspend';
      seat.suspension = null;
      told();
    },
  };
}
