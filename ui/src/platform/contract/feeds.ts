import type { Day, Id } from './base';

/** Addresses at which telephones and calendar programs read the agenda. */
export interface FeedsPage {
  /** By name. */
  rows: FeedRow[];
  /** Whether whoever uses this laptop may open, take up and close them. */
  writable: boolean;
  /** Whether there is no server yet that could tell one. */
  alone: boolean;
}

/** One that is open. */
export interface FeedRow {
  id: Id;
  name: string;
  /** Who opened it; null while they aren't known here. */
  openedBy: string | null;
  opened: Day;
  /** Who answers for it; null while they aren't known here. */
  answeredBy: string | null;
  /** Whether that is whoever uses this laptop. */
  own: boolean;
  /** Whether its address tells the agenda: they hold an office that reads it. */
  answers: boolean;
}

/** One that was just opened; its address is shown once, and kept nowhere. */
export interface FeedOpened {
  address: string;
}
