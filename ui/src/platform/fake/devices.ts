import type { Laptop, Platform } from '..';
import { addDays } from './days';
import { failure } from './rules';
import type { World } from './world';

/** The laptops of the section: two of who is at work, one of a colleague. */
export function deviceCommands(world: World): Pick<Platform, 'devices' | 'inviteDevice' | 'revokeDevice'> {
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
  return {
    devices: async () => ({ laptops: [...laptops], invitable }),
    inviteDevice: async (holder) => {
      if (world.offline) throw failure('offline');
      if (!invitable.some(({ id }) => id === holder)) throw failure('not_found');
      const code = Array.from({ length: 26 }, () => 'VERS7').join('-');
      return { code, link: `coopol://coopol.example/join/${code.replaceAll('-', '')}` };
    },
    revokeDevice: async (id) => {
      if (!laptops.some((one) => one.id === id && !one.revoked)) throw failure('not_found');
      laptops = laptops.map((one) => (one.id === id ? { ...one, revoked: true } : one));
    },
  };
}
