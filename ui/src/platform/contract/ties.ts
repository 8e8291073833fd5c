import type { Id, Named } from './base';
import type { Handover } from './devices';

/** Something that one unit asks of another, and that waits for an answer. */
export interface Tie {
  id: Id;
  /** How the other unit is called. */
  name: string;
  /** Whether that one would stand above; else it would stand below. */
  above: boolean;
}

/** What waits, here and at the other unit. */
export interface TiesPage {
  /** Asked here, and not answered yet. */
  asked: Tie[];
  /** Asked by others, of whoever uses this laptop. */
  proposed: Tie[];
  /** Whether whoever uses this laptop may ask another unit to stand above this one, */
  asksAbove: boolean;
  /** or below it, and open a section there. */
  asksBelow: boolean;
}

export type TieReply = 'accept' | 'decline' | 'withdraw';

/** A working group that the unit opened; `leader`: null when nobody leads it. */
export interface Group {
  unit: Named;
  leader: string | null;
}

export interface GroupsPage {
  rows: Group[];
  /** Whether whoever uses this laptop may open one, put it right, and have it closed. */
  opens: boolean;
}

/** A section or a working group that was opened. */
export interface Opening {
  unit: Named;
  /** What brings the laptop of its first secretary in. */
  handover: Handover;
}
