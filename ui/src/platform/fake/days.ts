import type { Day, WallTime } from '..';

const DAY_MS = 86_400_000;

/** The day `count` days after `day` (before, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The moment `count` minutes after `at`. */
export function addMinutes(at: WallTime, count: number): WallTime {
  return new Date(Date.parse(`${at}Z`) + count * 60_000).toISOString().slice(0, 16);
}

export function dayOf(at: WallTime): Day {
  return at.slice(0, 10);
}

export function at(day: Day, time: string): WallTime {
  return `${day}T${time}`;
}
