export const ROOMS = ['roster', 'import', 'agenda', 'archives', 'handover', 'history', 'pending', 'settings'] as const;

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
  const needed = route.room === 'import' ? 'roster' : route.room;
  const everybodys = needed === 'handover' || needed === 'history' || needed === 'pending' || needed === 'settings';
  return everybodys || held.includes(needed) ? route : { room: held[0] ?? 'history', id: null };
}

/** The room on screen; the window's own « back » works, since every sheet has an address. */
class Router {
  #current = $state.raw<Route>(parseRoute(location.hash));

  get current(): Route {
    return this.#current;
  }

  go(room: Room, id: string | null = null): void {
    location.hash = hrefOf(room, id);
    this.follow();
  }

  /** For `window.onhashchange`. */
  follow(): void {
    this.#current = parseRoute(location.hash);
  }
}

export const router = new Router();
