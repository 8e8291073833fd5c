import type { Component } from 'svelte';
import Roster from '../features/roster/Roster.svelte';
import type { Room, Route } from './route.svelte';

/** What every room is given. */
export interface RoomProps {
  id: string | null;
  /** Asks the platform again where this laptop stands. */
  restart: () => Promise<void>;
}

/** What stands where rooms stand: a room, or the page that has one of them to itself. */
export type Screen = Room | 'rollback' | 'seals' | 'late' | 'passing';

/** Before the id of a section to which people pass. */
export const SPLIT = 'split-';

type Loaded = Component<RoomProps>;

const FILES: Record<Screen, () => Promise<{ default: unknown }>> = {
  // The room that most starts show comes with the page itself.
  roster: async () => ({ default: Roster }),
  import: () => import('../features/import/Import.svelte'),
  dues: () => import('../features/dues/Dues.svelte'),
  agenda: () => import('../features/agenda/Agenda.svelte'),
  archives: () => import('../features/archives/Archives.svelte'),
  handover: () => import('../features/handover/Handover.svelte'),
  history: () => import('../features/history/History.svelte'),
  rollback: () => import('../features/history/Rollback.svelte'),
  seals: () => import('../features/history/Seals.svelte'),
  pending: () => import('../features/pending/Pending.svelte'),
  late: () => import('../features/pending/Late.svelte'),
  passing: () => import('../features/split/Passing.svelte'),
  settings: () => import('../features/settings/Settings.svelte'),
};

const here = new Map<Screen, Loaded>();

export function screenOf({ room, id }: Route): Screen {
  if (room === 'history' && (id === 'rollback' || id === 'seals')) return id;
  if (room === 'pending' && id?.startsWith(SPLIT)) return 'passing';
  return room === 'pending' && id === 'late' ? 'late' : room;
}

/** The screen, if it was loaded. */
export function loaded(screen: Screen): Loaded | undefined {
  return here.get(screen);
}

/** Loads a screen; at once the next time. A screen that takes less than every room's props leaves the rest. */
export async function load(screen: Screen): Promise<Loaded> {
  const found = here.get(screen) ?? ((await FILES[screen]()).default as Loaded);
  here.set(screen, found);
  return found;
}

/** Loads the other screens while nobody waits, so that going there shows them at once. */
export async function loadRest(): Promise<void> {
  for (const screen of Object.keys(FILES) as Screen[]) await load(screen);
}
