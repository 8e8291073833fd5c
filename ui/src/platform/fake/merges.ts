import type { MergeRow, Platform } from '..';
import { addDays } from './days';
import { failure } from './rules';
import type { Section } from './section';
import type { World } from './world';

type MergeCommands = Pick<Platform, 'merges' | 'weighMerge' | 'decideMerge' | 'answerMerge'>;

const PECQ = { id: 'pecq', name: 'Section du Pecq' };
const VERSAILLES = { id: 'versailles', name: 'Section de Versailles' };
const BELOW = [PECQ, VERSAILLES, { id: 'poissy', name: 'Section de Poissy' }];

const keyOf = ({ unit, into }: MergeRow) => `${unit.id}-${into.id}`;

/** One that a federation decided: Le Pecq becomes a part of the section that is worked in, or that becomes a part of Le Pecq. */
export function merging(section: Section, today: string, how: 'taking' | 'ending' | 'vacant', federal: boolean): void {
  const [unit, into] = how === 'ending' ? [VERSAILLES, PECQ] : [PECQ, VERSAILLES];
  const row: MergeRow = {
    unit,
    into,
    ground: how === 'ending' ? 'merger' : 'under_five',
    word: 'decided',
    awaits: how === 'vacant' ? 'unit' : how === 'ending' ? 'unit' : 'into',
    since: addDays(today, -2),
    until: how === 'vacant' ? `${addDays(today, 1)}T18:30` : null,
    asked: !federal && how !== 'vacant',
    agrees: !federal,
    withdraws: federal,
  };
  section.merges.set(keyOf(row), row);
}

export function mergeCommands(world: World): MergeCommands {
  const { section, scenario, mandate } = world;
  const federal = mandate.unit.kind === 'federation';
  const changed = () => {
    world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
    world.emit({ kind: 'status', status: world.status });
  };
  const named = (id: string) => BELOW.find((unit) => unit.id === id) ?? { id, name: id };
  const weigh = (unit: string, into: string) => {
    if (unit === into) throw failure('invalid', { field: 'unit', rule: 'choice' });
  };
  return {
    merges: async () => ({
      rows: [...section.merges.values()],
      sections: federal && !scenario.reader ? BELOW : [],
    }),
    weighMerge: async (unit, into) => {
      weigh(unit, into);
    },
    decideMerge: async (unit, into, ground) => {
      weigh(unit, into);
      const row: MergeRow = {
        unit: named(unit),
        into: named(into),
        ground,
        word: 'decided',
        awaits: 'both',
        since: world.today,
        until: null,
        asked: false,
        agrees: false,
        withdraws: true,
      };
      section.merges.set(keyOf(row), row);
      changed();
    },
    answerMerge: async (unit, into, reply) => {
      const row = section.merges.get(`${unit}-${into}`);
      if (!row) throw failure('not_found');
      const word = ({ agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn' } as const)[reply];
      const said = { ...row, word, awaits: 'nobody' as const, until: null, since: world.today };
      section.merges.set(keyOf(row), { ...said, asked: false, withdraws: false });
      changed();
    },
  };
}
