import type { Laptop, Platform, WaitingLaptop } from '..';
import { addDays } from './days';
import { failure } from './rules';
import type { World } from './world';

type DeviceCommands = Pick<Platform, 'devices' | 'inviteDevice' | 'contestInvitation' | 'revokeDevice'>;

/** The laptops of the section: two of who is at work, one of a colleague; and, where it was asked for, two that others invited. */
export function deviceCommands(world: World, invited: boolean): DeviceCommands {
  const invitable = [
    { id: 'h2', name: 'Nadia Benali' },
    { id: 'me', name: world.me.author.name },
  ];
  const laptop = (id: string, name: string, holder: string, days: number): Laptop => {
    return { id, name, holder, since: addDays(world.today, -days), revoked: false, this: false };
  };
  let laptops: Laptop[] = [
    { ...laptop('l1', 'Ancien portable', world.me.author.name, 800), revoked: true },
    { ...laptop('l2', 'Ordinateur de Zoé', world.me.author.name, 400), this: true },
    laptop('l3', 'Portable de Nadia', 'Nadia Benali', 30),
  ];
  const later = `${addDays(world.today, 3)}T18:30`;
  let waiting: WaitingLaptop[] = invited
    ? [
        {
          id: 'w1',
          holder: world.me.author.name,
          author: 'Nadia Benali',
          byCodes: false,
          opens: later,
          own: true,
          contestable: true,
        },
        {
          id: 'w2',
          holder: 'Nadia Benali',
          author: 'Samir Ould',
          byCodes: false,
          opens: later,
          own: false,
          contestable: false,
        },
      ]
    : [];
  return {
    devices: async () => ({ laptops: [...laptops], waiting: [...waiting], invitable }),
    inviteDevice: async (holder) => {
      if (world.offline) throw failure('offline');
      if (!invitable.some(({ id }) => id === holder)) throw failure('not_found');
      const code = Array.from({ length: 26 }, () => 'VERS7').join('-');
      const opens = holder === 'me' ? null : later;
      return { code, link: `coopol://coopol.example/join/${code.replaceAll('-', '')}`, opens };
    },
    contestInvitation: async (id) => {
      if (!waiting.some((one) => one.id === id && one.contestable)) throw failure('not_found');
      waiting = waiting.filter((one) => one.id !== id);
    },
    revokeDevice: async (id) => {
      if (!laptops.some((one) => one.id === id && !one.revoked)) throw failure('not_found');
      laptops = laptops.map((one) => (one.id === id ? { ...one, revoked: true } : one));
    },
  };
}
