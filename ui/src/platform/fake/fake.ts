import type { Platform } from '..';
import { agendaCommands } from './agenda';
import { archiveCommands } from './archive';
import { codeCommands } from './codes';
import { delegationCommands } from './delegations';
import { deskCommands } from './desk';
import { deviceCommands } from './devices';
import { feedCommands } from './feeds';
import { firstDayCommand } from './first-day';
import { gateCommands } from './gate';
import { handoverCommands } from './handover';
import { historyCommands } from './history';
import { importCommands } from './import';
import { lateCommands } from './late';
import { mailingCommands } from './mailings';
import { memoryCommands } from './memory';
import { rollbackCommands } from './rollback';
import { paymentCommands } from './payments';
import { rosterCommands } from './roster';
import { seasonCommands } from './season';
import { suspensionCommands } from './suspension';
import { USUAL, type Scenario } from './scenario';
import { erasureCommands } from './erasures';
import { groupCommands } from './groups';
import { mergeCommands } from './merges';
import { splitCommands } from './splits';
import { tieCommands } from './ties';
import { unitCommands } from './unit';
import { mandate, section } from './units';
import { World } from './world';

/**
 * A section in memory behind the same interface as the core's, for tests and for work on the screens.
 * The same scenario always gives the same section, and every call answers at once.
 */
export function fakePlatform(asked: Partial<Scenario> = {}): Platform {
  const scenario = { ...USUAL, ...asked };
  const world = new World(scenario, section(scenario), mandate(scenario));
  const rooms = { ...rosterCommands(world), ...agendaCommands(world), ...archiveCommands(world) };
  return {
    ...gateCommands(world),
    ...rooms,
    ...paymentCommands(world),
    ...importCommands(world),
    ...firstDayCommand(world, rooms),
    ...memoryCommands(world),
    ...handoverCommands(world),
    ...suspensionCommands(world),
    ...seasonCommands(world),
    ...historyCommands(world),
    ...lateCommands(world),
    ...rollbackCommands(world),
    ...codeCommands(world, scenario.codes),
    ...deviceCommands(world, scenario.invited),
    ...unitCommands(world),
    ...tieCommands(world),
    ...groupCommands(world),
    ...mergeCommands(world),
    ...splitCommands(world),
    ...erasureCommands(world),
    ...delegationCommands(world),
    ...feedCommands(world),
    ...deskCommands(world),
    ...mailingCommands(world),
  };
}
