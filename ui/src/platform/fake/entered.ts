import type { EnteredPayment, Payer, Platform, TypedPayment } from '..';
import { addDays } from './days';
import { readPayment } from './payments';
import { select } from './roster';
import { failure } from './rules';
import type { World } from './world';

export type DelegatePayments = Pick<
  Platform,
  'delegateDues' | 'delegateRecords' | 'delegateCorrects' | 'delegateCancels'
>;

/** What whoever enters the dues of a year does. */
export function byDelegate(world: World, changed: () => void): DelegatePayments {
  const { scenario } = world;
  const of = new Map<string, EnteredPayment[]>();
  if (scenario.delegating) {
    // Somebody paid twice, once in error; and the treasurer took over what somebody else paid.
    const [twice, taken] = select(world, { text: '', filters: [], sort: { column: 'name', descending: false } });
    const entered = {
      amount: 3650,
      paidOn: addDays(world.today, -3),
      cancelled: false,
      takenOver: false,
      waiting: false,
    };
    of.set(twice?.id ?? '', [
      { ...entered, id: 'd2', amount: 1200, method: 'cash' },
      { ...entered, id: 'd1', method: 'cheque', cancelled: true },
    ]);
    of.set(taken?.id ?? '', [{ ...entered, id: 'd0', method: null, takenOver: true }]);
  }
  const all = () => [...of.values()].flat();
  const people = (text: string): Payer[] =>
    select(world, { text, filters: [], sort: { column: 'name', descending: false } }).map(({ id, fields }, index) => ({
      id,
      givenName: fields.given_name,
      familyName: fields.family_name,
      birthYear: text === '' && index < 2 ? 1950 + 20 * index : null,
      city: text === '' && index === 1 ? 'Versailles' : null,
      entered: of.get(id) ?? [],
    }));
  const put = (id: string, change: (payment: EnteredPayment) => EnteredPayment) => {
    if (!all().some((one) => one.id === id && !one.takenOver)) throw failure('not_found');
    for (const [person, payments] of of) {
      of.set(
        person,
        payments.map((one) => (one.id === id ? { ...change(one), waiting: world.offline } : one)),
      );
    }
    changed();
  };
  const read = (typed: TypedPayment) => {
    const { amount, paidOn, method } = readPayment(world, typed);
    return { amount, paidOn, method };
  };
  return {
    delegateDues: async (text, { offset, limit }) => {
      const found = scenario.late ? [] : people(text);
      const standing = all().filter(({ cancelled }) => !cancelled);
      return {
        year: Number(world.today.slice(0, 4)),
        unit: 'Section de Versailles',
        today: world.today,
        until: addDays(world.today, scenario.late ? -1 : 30),
        over: scenario.late,
        rows: found.slice(offset, offset + limit),
        total: found.length,
        all: scenario.late ? 0 : people('').length,
        entered: standing.length,
        received: standing.reduce((sum, { amount }) => sum + amount, 0),
        waiting: all().filter(({ waiting }) => waiting).length,
      };
    },
    delegateRecords: async (person, typed) => {
      const id = `d${world.tick()}`;
      const made = { ...read(typed), id, cancelled: false, takenOver: false, waiting: world.offline };
      of.set(person, [made, ...(of.get(person) ?? [])]);
      changed();
      return id;
    },
    delegateCorrects: async (id, typed) => {
      const said = read(typed);
      put(id, (one) => ({ ...one, ...said, cancelled: false }));
    },
    delegateCancels: async (id) => {
      put(id, (one) => ({ ...one, cancelled: true }));
    },
  };
}
