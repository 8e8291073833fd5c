import { PlatformError, type DuesState, type Payment, type Platform, type TypedPayment } from '..';
import { nameOf, type Person } from './people';
import { dues } from './roster';
import { refuseValue } from './rules';
import type { World } from './world';

const DUES = 3650;

/** Whoever is up to date paid for three years; whoever is late, for all but this one. */
export function paymentsOf(one: Person, today: string): Payment[] {
  if (one.payments) return one.payments;
  const year = Number(today.slice(0, 4));
  const years = one.number === '' ? [] : [year, year - 1, year - 2].filter((each) => each < year || one.paid);
  one.payments = years.map((each, index) => ({
    id: `${one.id}-${each}`,
    year: each,
    amount: DUES,
    paidOn: `${each}-02-1${index}`,
    method: index === 1 ? 'transfer' : 'cheque',
    receipt: index === 1 ? null : `${each}-0${index + 4}`,
    standing: 'noted',
  }));
  return one.payments;
}

type PaymentCommands = Pick<Platform, 'duesReceived' | 'recordPayment' | 'changePayment' | 'cancelPayment'>;

export function paymentCommands(world: World): PaymentCommands {
  const standing = () => (world.scenario.proposes ? ('proposed' as const) : ('noted' as const));
  const whose = (id: string): Person => {
    const found = [...world.section.people.values()].find((one) => one.payments?.some((payment) => payment.id === id));
    if (!found) throw new PlatformError({ code: 'not_found', message: 'no such payment', details: {} });
    return found;
  };
  /** One line of the history, and what the sheet shows from then on. */
  const put = (one: Person, kind: 'dues_noted' | 'dues_changed' | 'dues_cancelled', after: Payment[]) => {
    const before = { payments: paymentsOf(one, world.today), paid: one.paid };
    const year = Number(world.today.slice(0, 4));
    return world.write({
      kind,
      subject: { kind: 'person', id: one.id, name: nameOf(one) },
      fields: [],
      apply: () => {
        one.payments = after;
        one.paid = after.some((payment) => payment.year === year && payment.standing !== 'proposed');
      },
      revert: () => Object.assign(one, before),
    });
  };
  return {
    duesReceived: async () => {
      if (world.scenario.unseen) return null;
      const people = [...world.section.people.values()];
      const counted = (wanted: DuesState) => people.filter((one) => dues(one) === wanted).length;
      const upToDate = counted('up_to_date');
      return {
        year: Number(world.today.slice(0, 4)),
        upToDate,
        late: counted('late'),
        received: upToDate * DUES,
      };
    },
    recordPayment: async (person, typed) => {
      const one = world.section.person(person);
      const made = { id: `${person}-${world.tick()}`, ...readPayment(world, typed), standing: standing() };
      const all = [...paymentsOf(one, world.today), made];
      return put(
        one,
        'dues_noted',
        all.toSorted((a, b) => b.year - a.year),
      );
    },
    changePayment: async (id, typed) => {
      const one = whose(id);
      const changed = {
        ...readPayment(world, typed),
        id,
        standing: world.scenario.proposes ? ('changing' as const) : ('noted' as const),
      };
      const all = paymentsOf(one, world.today).map((payment) => (payment.id === id ? changed : payment));
      return put(one, 'dues_changed', all);
    },
    cancelPayment: async (id) => {
      const one = whose(id);
      const all = paymentsOf(one, world.today).filter((payment) => payment.id !== id);
      return put(one, 'dues_cancelled', all);
    },
  };
}

/** What was typed, or the refusal that it meets. */
export function readPayment(
  world: World,
  { year, amount, paidOn, method, receipt }: TypedPayment,
): Omit<Payment, 'id' | 'standing'> {
  const euros = Number(amount.replaceAll(/[\s€]/gu, '').replace(',', '.'));
  if (!(euros > 0)) throw refuseValue('amount', 'amount');
  if (paidOn && paidOn > world.today) throw refuseValue('paid_on', 'future');
  return { year, amount: Math.round(euros * 100), paidOn, method, receipt: receipt.trim() || null };
}
