import type { Platform, RollbackItem, RollbackPlan, RollbackScope } from '..';
import { failure } from './rules';
import type { Written } from './section';
import type { World } from './world';

type RollbackCommands = Pick<Platform, 'planRollback' | 'rollBack'>;

export function rollbackCommands(world: World): RollbackCommands {
  return {
    planRollback: async (scope) => plan(world, matching(world, scope)),
    rollBack: async (scope, seen, except) => {
      const all = matching(world, scope);
      const planned = plan(world, all);
      if (planned.seen !== seen) throw failure('changed');
      if (except.some((id) => !planned.changes.some((item) => item.id === id))) throw failure('not_found');
      const written = all.filter(({ entry }) => !except.includes(entry.subject?.id ?? ''));
      if (written.length === 0) throw failure('not_undoable');
      return world.write({
        kind: 'undone',
        subject: null,
        fields: [],
        count: written.length,
        apply: () => {
          for (const { entry, change } of written) {
            change.revert();
            entry.undone = true;
          }
        },
        revert: () => {
          for (const { entry, change } of [...written].reverse()) {
            change.apply();
            entry.undone = false;
          }
        },
      });
    },
  };
}

function matching({ section }: World, scope: RollbackScope): Written[] {
  return section.standing(({ author, at, subject }) => {
    if (subject === null) return false;
    const day = at.slice(0, 10);
    if (scope.kind === 'day') return day > scope.day;
    const { person, from, until } = scope;
    return author.id === person && (from === null || day >= from) && (until === null || day <= until);
  });
}

/** One line per subject. For the sake of an example, something stays as it is, and the first of those that change has the number of the second. */
function plan({ scenario }: World, written: Written[]): RollbackPlan {
  const items = new Map<string, RollbackItem>();
  for (const { entry } of written) {
    const { subject, kind, fields } = entry;
    if (!subject) continue;
    const effect = kind.endsWith('_added') ? 'removed' : kind.endsWith('_removed') ? 'restored' : 'changed';
    const back = fields.map(({ field, before, after }) => ({ field, before: after, after: before }));
    const known = items.get(subject.id);
    const names = new Set(back.map(({ field }) => field));
    const kept = known?.fields.filter(({ field }) => !names.has(field)) ?? [];
    const { id, kind: sort, name } = subject;
    items.set(id, { id, sort, name, effect, fields: [...kept, ...back], needs: [] });
  }
  const changes = [...items.values()];
  const [first, second] = changes.filter(({ sort, effect }) => sort === 'person' && effect === 'changed');
  if (scenario.unsettled && first && second) second.needs.push(first.id);
  const stays = scenario.unsettled
    ? [
        { sort: 'person' as const, name: 'Aïcha N’Guyen', why: 'changed_since' as const },
        { sort: 'dues' as const, name: 'Nadia Benali', why: 'not_granted' as const },
        { sort: 'person' as const, name: 'Yvonne Le Gall', why: 'taken' as const },
      ]
    : [];
  return {
    seen: written.map(({ entry }) => entry.id).join(' '),
    changes,
    stays,
  };
}
