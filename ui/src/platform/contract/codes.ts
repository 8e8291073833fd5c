import type { Day, WallTime } from './base';

/** Where the sealed codes of the unit stand. What the history here doesn't tell is null. */
export interface SealedCodes {
  /** Three codes serve. */
  serve: boolean;
  /** Of the last ones that somebody agreed to. */
  madeOn: Day | null;
  madeBy: string | null;
  agreedBy: string | null;
  /** Others wait for somebody to agree. */
  proposedOn: Day | null;
  proposedBy: string | null;
  /** Two of them were used last, */
  usedOn: Day | null;
  /** for whom. */
  usedFor: string | null;
  /** One was last used alone, which gave nothing. */
  triedOn: Day | null;
  /** The reader may make new ones. */
  mayMake: boolean;
}

/** What is typed from two sheets. */
export interface Comeback {
  server: string;
  /** Who comes back. */
  name: string;
  first: string;
  second: string;
}

/** The invitation that two codes gave; code and link say the same. */
export interface CameBack {
  /** The unit, as people call it. */
  unit: string;
  code: string;
  link: string;
  /** From when it serves, where this computer is. */
  opens: WallTime;
  /** Nobody holds an office: one is lent, for an election. */
  provisional: boolean;
}
