import type { MergeRow, Platform } from '..';
import { addDays } from './days';
import { nameOf, person } from './people';
import { failure } from './rules';
import type { Section } from './section';
import type { World } from './world';

type MergeCommands = Pick<
  Platform,
  'merges' | 'weighMerge' | 'decideMerge' | 'answerMerge' | 'planTakingOver' | 'takeOver'
>;

const PECQ = { id: 'pecq', name: 'Section du Pecq' };
const VERSAILLES = { id: 'versailles', name: 'Section de Versailles' };
const BELOW = [PECQ, VERSAILLES, { id: 'poissy', name: 'Section de Poissy' }];

type Merging = 'taking' | 'ending' | 'vacant' | 'done';

/** Those whom Le Pecq has left; the last may well be known here. */
const LEFT = [
  ['Nadia', 'Belkacem'],
  ['Gilles', 'Vasseur'],
  ['Maud', 'Quéré'],
] as const;

const keyOf = ({ unit, into }: MergeRow) => `${unit.id}-${into.id}`;

/** One that a federation decided: Le Pecq becomes a part of the section that is worked in, or that becomes a part of Le Pecq. */
export function merging(section: Section, today: string, how: Merging, federal: boolean): void {
  const [unit, into] = how === 'ending' ? [VERSAILLES, PECQ] : [PECQ, VERSAILLES];
  const row: MergeRow = {
    unit,
    into,
    ground: how === 'ending' ? 'merger' : 'under_five',
    word: how === 'done' ? 'done' : 'decided',
    awaits: how === 'done' ? 'nobody' : how === 'taking' ? 'into' : 'unit',
    since: addDays(today, -2),
    until: how === 'vacant' ? `${addDays(today, 1)}T18:30` : null,
    asked: !federal && (how === 'taking' || how === 'ending'),
    agrees: !federal,
    withdraws: federal && how !== 'done',
    leftThere: how === 'done' && !federal ? LEFT.length - 1 : 0,
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
  const left = () => {
    const all = LEFT.map(([given, family]) => person(`left-${family}`, given, family, 'member', world.today));
    const known = all.filter(({ id }) => section.people.has(id));
    return {
      fresh: all.slice(0, -1).filter((one) => !known.includes(one)),
      doubtful: all.slice(-1),
      taken: known.length,
    };
  };
  const said = (one: ReturnType<typeof person>) => ({ id: one.id, name: nameOf(one), postcode: '78230' });
  const found = (unit: string) => {
    const row = [...section.merges.values()].find((merge) => merge.unit.id === unit && merge.word === 'done');
    if (!row) throw failure('not_found');
    return row;
  };
  return {
    planTakingOver: async (unit) => {
      const { fresh, doubtful, taken } = left();
      return { unit: found(unit).unit, new: fresh.map(said), doubtful: doubtful.map(said), taken };
    },
    takeOver: async (unit, seen) => {
      const row = found(unit);
      const { fresh } = left();
      if (fresh.map(({ id }) => id).join() !== seen.join()) throw failure('changed');
      return world.write({
        kind: 'import_done',
        subject: null,
        named: row.unit.name,
        fields: [],
        count: fresh.length,
        apply: () => {
          fresh.forEach((one) => section.people.set(one.id, one));
          section.merges.set(keyOf(row), { ...row, leftThere: 0 });
        },
        revert: () => {
          fresh.forEach(({ id }) => section.people.delete(id));
          section.merges.set(keyOf(row), row);
        },
      });
    },
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
        leftThere: 0,
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
