import type { Platform, Tie } from '..';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type TieCommands = Pick<Platform, 'ties' | 'tieCandidates' | 'askTie' | 'answerTie' | 'openSection'>;

const ABOVE = [
  { id: 'yvelines', name: 'Fédération des Yvelines' },
  { id: 'paris', name: 'Fédération de Paris' },
];
const BELOW = [
  { id: 'poissy', name: 'Section de Poissy' },
  { id: 'rambouillet', name: 'Section de Rambouillet' },
];

/** A section that has nothing above it asks a federation; a federation asks sections, and opens them. */
export function tieCommands(world: World): TieCommands {
  const asked = new Map<string, Tie>();
  const federal = world.mandate.unit.kind === 'federation';
  const changed = () => {
    world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
    world.emit({ kind: 'status', status: world.status });
  };
  return {
    ties: async () => ({
      asked: [...asked.values()],
      proposed: [...world.section.ties.values()],
      asksAbove: world.scenario.apart && !federal && !world.scenario.reader,
      asksBelow: federal && !world.scenario.reader,
    }),
    tieCandidates: async (above) => {
      if (world.offline) throw failure('offline');
      return above ? ABOVE : BELOW;
    },
    askTie: async ({ id, name }, above) => {
      asked.set(id, { id, name, above });
      changed();
    },
    answerTie: async (tie, reply) => {
      const from = reply === 'withdraw' ? asked : world.section.ties;
      if (!from.delete(tie)) throw failure('not_found');
      changed();
    },
    openSection: async ({ name }, secretary, group) => {
      if (!name.trim()) throw refuseValue('name', 'required');
      if (!secretary.trim()) throw refuseValue('holder_name', 'required');
      if (world.offline) throw failure('offline');
      if (group) {
        const unit = { id: 'unit-903', name: name.trim() };
        world.section.groups.set(unit.id, { unit, leader: secretary.trim() });
        changed();
      }
      const code = Array.from({ length: 26 }, () => 'POIS5').join('-');
      const link = `coopol://coopol.example/join/${code.replaceAll('-', '')}`;
      return { unit: { id: 'new', name: name.trim() }, handover: { code, link, opens: null } };
    },
  };
}
