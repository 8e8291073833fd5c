import type { Day, Named, WallTime } from './base';
import type { SplitPerson } from './split';

/** Units that become parts of others, as far as they are read here. */
export interface MergesPage {
  /** What waits for an answer first. */
  rows: MergeRow[];
  /** The units below that whoever uses this laptop may have become parts of others; fewer than two: they may not. */
  sections: Named[];
}

export type MergeGround = 'merger' | 'under_five';

export interface MergeRow {
  /** The one that ends. */
  unit: Named;
  /** The one that takes it in. */
  into: Named;
  ground: MergeGround;
  word: 'decided' | 'agreed' | 'refused' | 'withdrawn' | 'done';
  /** Who hasn't answered, of those who are read here. */
  awaits: 'both' | 'unit' | 'into' | 'nobody';
  /** Since when it stands so. */
  since: Day;
  /** Until when it can be refused, where nobody leads the one that ends. */
  until: WallTime | null;
  /** Whether an answer is awaited of whoever uses this laptop, */
  asked: boolean;
  /** which may be that they agree, */
  agrees: boolean;
  /** and whether they may take it back. */
  withdraws: boolean;
  /** How many of the one that ended can be taken over into the roster here. */
  leftThere: number;
}

/** Those whom a section has left that became a part of this one. */
export interface TakingOver {
  unit: Named;
  /** Who comes over. */
  new: SplitPerson[];
  /** Who may well be known here: they are looked at one by one. */
  doubtful: SplitPerson[];
  /** How many were taken over before. */
  taken: number;
}

export type MergeReply = 'agree' | 'refuse' | 'withdraw';
