import type { Platform, SealedCodes } from '..';
import { addDays } from './days';
import { failure } from './rules';
import type { World } from './world';

type CodeCommands = Pick<Platform, 'comeBack' | 'sealedCodes' | 'makeSealedCodes'>;

/** The codes that work before there is a profile, in the fake. */
export const CODES = ['040G7-SECRET-ONE', '040G7-SECRET-TWO'] as const;

/** The unit's sealed codes: made long ago, never, or used since. */
export function codeCommands(world: World, asked: 'made' | 'used' | null): CodeCommands {
  const none = { proposedOn: null, proposedBy: null, usedOn: null, usedFor: null, triedOn: null, mayMake: true };
  const made = { madeOn: addDays(world.today, -90), madeBy: 'Nadia Benali', agreedBy: world.me.author.name };
  const used = { usedOn: addDays(world.today, -5), usedFor: 'Léa Bonnet', triedOn: addDays(world.today, -6) };
  let codes: SealedCodes =
    asked === null
      ? { serve: false, madeOn: null, madeBy: null, agreedBy: null, ...none }
      : { serve: asked === 'made', ...made, ...none, ...(asked === 'used' ? used : {}) };
  return {
    comeBack: async ({ server, name, first, second }) => {
      const known = (code: string) => CODES.some((one) => one === code.trim());
      if (!server.startsWith('https://') || !known(first) || !known(second) || first.trim() === second.trim())
        throw failure('codes_unread');
      if (!name.trim()) throw failure('office_held');
      const code = Array.from({ length: 26 }, () => 'VERS7').join('-');
      const link = `coopol://coopol.example/join/${code.replaceAll('-', '')}`;
      return {
        unit: 'Section de Versailles',
        code,
        link,
        opens: `${addDays(world.today, 3)}T18:30`,
        provisional: true,
      };
    },
    sealedCodes: async () => ({ ...codes }),
    makeSealedCodes: async () => {
      if (world.offline) throw failure('offline');
      codes = { ...codes, proposedOn: world.today, proposedBy: world.me.author.name };
      return false;
    },
  };
}
