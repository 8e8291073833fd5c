import { leaving } from '../kit/leaving.svelte';

export const ROOMS = [
  'roster',
  'import',
  'dues',
  'agenda',
  'archives',
  'handover',
  'history',
  'pending',
  'settings',
] as const;

export type Room = (typeof ROOMS)[number];

/** A room, and the sheet that is open in it. */
export interface Route {
  room: Room;
  id: string | null;
}

/** Reads `#/agenda/<id>`; anything else is the roster. */
export function parseRoute(hash: string): Route {
  const [name, id] = hash.replace(/^#\/?/u, '').split('/');
  const room = ROOMS.find((one) => one === name);
  return room ? { room, id: id ? decodeURIComponent(id) : null } : { room: 'roster', id: null };
}

export function hrefOf(room: Room, id: string | null = null): string {
  return id === null ? `#/${room}` : `#/${room}/${encodeURIComponent(id)}`;
}

/** The route itself, or the first room where the office hasn't the one that it leads to. */
export function reachable(route: Route, held: readonly Room[]): Route {
  const needed = route.room === 'import' || route.room === 'dues' ? 'roster' : route.room;
  const everybodys = needed === 'handover' || needed === 'history' || needed === 'pending' || needed === 'settings';
  return everybodys || held.includes(needed) ? route : { room: held[0] ?? 'history', id: null };
}

/** The room on screen; the window's own « back » works, since every sheet has an address. */
class Router {
  #current = $state.raw<Route>(parseRoute(location.hash));
  /** Which step of the window's history is on screen. */
  #step = stepOf(0);

  get current(): Route {
    return this.#current;
  }

  /** Goes there, unless something begun would be lost and whoever began it stays. */
  go(room: Room, id: string | null = null): void {
    leaving.out('room', () => {
      location.hash = hrefOf(room, id);
      this.#enter();
    });
  }

  /** For `window.onhashchange`: a link, a notification, « back ». The address has changed already; the room hasn't. */
  follow(): void {
    const wanted = parseRoute(location.hash);
    if (wanted.room === this.#current.room && wanted.id === this.#current.id) {
      this.#step = stepOf(this.#step + 1);
      return;
    }
    const there = stepOf(this.#step + 1);
    leaving.out(
      'room',
      () => {
        this.#enter();
      },
      () => {
        history.go(this.#step - there);
      },
    );
  }

  #enter(): void {
    this.#current = parseRoute(location.hash);
    this.#step = stepOf(this.#step + 1);
  }
}

/** Which step of the history the window is at; a new one is marked as `fresh`. */
function stepOf(fresh: number): number {
  const kept: unknown = history.state;
  if (typeof kept === 'number') return kept;
  history.replaceState(fresh, '');
  return fresh;
}

export const router = new Router();
