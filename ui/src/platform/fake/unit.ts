import type { FieldChange, Mandate, Platform, UnitDraft } from '..';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type UnitCommands = Pick<Platform, 'unit' | 'changeUnit'>;

interface Kept {
  unit: Mandate['unit'];
  facts: UnitDraft;
}

/** The unit that is worked in, and the sections below a federation: all of them may be put right but by who only reads. */
export function unitCommands(world: World): UnitCommands {
  const kept = new Map<string, Kept>();
  const find = (id: string): Kept => {
    const below = /^unit-\d+$/u.test(id);
    if (!below && id !== world.mandate.unit.id) throw failure('not_found');
    const unit = below ? { id, name: 'Section de Rambouillet', kind: 'section' as const } : world.mandate.unit;
    const one = kept.get(id) ?? { unit, facts: { name: unit.name, zone: 'Europe/Paris', code: below ? '' : '78-12' } };
    kept.set(id, one);
    return one;
  };
  return {
    unit: async (id) => {
      const { unit, facts } = find(id ?? world.unit);
      const parent = unit.kind === 'section' && !world.scenario.apart ? 'Fédération des Yvelines' : null;
      return { unit: { ...unit }, zone: facts.zone, code: facts.code, parent, changeable: !world.scenario.reader };
    },
    changeUnit: async (id, seen, draft) => {
      const one = find(id);
      if (!draft.name.trim()) throw refuseValue('name', 'required');
      const names = ['name', 'zone', 'code'] as const;
      const fields: FieldChange[] = names
        .filter((field) => draft[field] !== seen[field])
        .map((field) => ({ field, before: seen[field] || null, after: draft[field] || null }));
      const become = (facts: UnitDraft) => {
        one.facts = facts;
        one.unit.name = facts.name;
      };
      return world.write({
        kind: 'unit_changed',
        subject: null,
        named: draft.name,
        fields,
        apply: () => {
          become({ ...draft, name: draft.name.trim() });
        },
        revert: () => {
          become(seen);
        },
      });
    },
  };
}
