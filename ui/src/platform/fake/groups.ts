import type { Group, Platform } from '..';
import type { Section } from './section';
import type { World } from './world';

/** Two working groups, of which nobody leads one any more. */
export function grouping(section: Section): void {
  const rows: Group[] = [
    { unit: { id: 'unit-901', name: 'Groupe climat' }, leader: 'Awa Diop' },
    { unit: { id: 'unit-902', name: 'Groupe transports' }, leader: null },
  ];
  for (const row of rows) section.groups.set(row.unit.id, row);
}

export function groupCommands({ section, scenario, mandate }: World): Pick<Platform, 'groups'> {
  return {
    groups: async () => ({
      rows: [...section.groups.values()],
      opens: !scenario.reader && mandate.unit.kind !== 'group',
    }),
  };
}
