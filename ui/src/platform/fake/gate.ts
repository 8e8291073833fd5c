import type { Platform, Session } from '..';
import { addDays } from './days';
import { failure, refuseValue } from './rules';
import { places } from './units';
import type { World } from './world';

/** The passphrase of the locked profile, and the invitation that works, in the fake. */
export const PASSPHRASE = 'le cerisier du jardin';
export const INVITATION = '05R2M-7K9QT-W4XBN';

type GateCommands = Pick<
  Platform,
  | 'start'
  | 'subscribe'
  | 'unlock'
  | 'reopen'
  | 'renew'
  | 'forget'
  | 'checkInvitation'
  | 'enrol'
  | 'openRecoverySheet'
  | 'lock'
  | 'workIn'
  | 'holdQuit'
  | 'quit'
  | 'settings'
  | 'changeSettings'
>;

export function gateCommands(world: World): GateCommands {
  return {
    start: async () => {
      const { textSize, theme, language } = world.settings;
      return { display: { textSize, theme, language }, session: session(world) };
    },
    subscribe: (listener) => world.listen(listener),
    unlock: async (passphrase) => {
      if (passphrase !== PASSPHRASE) throw failure('wrong_passphrase');
      world.enter('open');
    },
    reopen: async () => {
      world.enter('open');
    },
    renew: async () => {
      if (world.offline) throw failure('offline');
      world.enter('open');
    },
    forget: async () => {
      world.enter('first_run');
    },
    checkInvitation: async (text) => {
      if (!text.toUpperCase().replaceAll(' ', '').includes(INVITATION)) throw failure('invitation_unknown');
    },
    enrol: async ({ familyName, protection }) => {
      if (!familyName.trim()) throw refuseValue('family_name', 'required');
      if (protection.kind === 'passphrase' && protection.passphrase.length < 12)
        throw refuseValue('passphrase', 'passphrase_short');
      world.session = 'open';
    },
    openRecoverySheet: async () => undefined,
    // No shell stands around the page.
    holdQuit: async () => undefined,
    quit: async () => undefined,
    lock: async () => {
      world.enter('locked');
    },
    workIn: async (unit) => {
      world.unit = unit;
      world.enter('open');
    },
    settings: async () => ({
      settings: { ...world.settings },
      device: {
        name: 'Ordinateur de Zoé',
        folder: '/home/zoe/.local/share/org.coopol.Coopol',
        protection: 'keyring',
        size: 8_400_000,
        version: '0.1.0',
      },
    }),
    changeSettings: async (change) => {
      world.settings = { ...world.settings, ...change };
    },
  };
}

function session(world: World): Session {
  const { mandate, status, today } = world;
  switch (world.session) {
    case 'open':
      return {
        state: 'open',
        frame: {
          today,
          person: { id: 'me', name: world.me.author.name },
          mandate,
          unit: world.unit,
          places: places(world.scenario, mandate),
          rooms: world.scenario.bare ? ['agenda', 'archives'] : ['roster', 'agenda', 'archives'],
          rosterColumns: world.settings.rosterColumns,
          status,
        },
      };
    case 'first_run':
      return { state: 'first_run', keyring: 'ok', today: world.today };
    case 'locked':
      return { state: 'locked', person: world.me.author.name };
    case 'lease_over':
      return { state: 'lease_over', lastContact: addDays(today, -15), waiting: 3 };
    case 'clock_behind':
      return { state: 'clock_behind', seen: today, waiting: 0 };
    case 'suspended':
      return {
        state: 'suspended',
        unit: mandate.unit.name,
        since: addDays(today, -1),
        until: null,
        ground: 'Les comptes de la fête n’ont pas été rendus.',
      };
    case 'delegated':
      return { state: 'delegated', status };
    case 'delegation_over':
      return {
        state: 'delegation_over',
        on: addDays(today, -1),
        unit: mandate.unit.name,
        event: world.scenario.empty || world.scenario.accounts ? null : 'Réunion de section',
        year: world.scenario.accounts ? Number(today.slice(0, 4)) : null,
        delivered: 2,
        lost: 0,
      };
    case 'revoked':
      return { state: 'revoked', on: addDays(today, -1), unit: mandate.unit.name, delivered: 2, lost: 0 };
    default:
      return { state: world.session };
  }
}
