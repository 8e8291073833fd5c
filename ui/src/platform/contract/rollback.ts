import type { Day, Id } from './base';
import type { FieldChange } from './history';

/** What is to be taken back: what one person did between two days, or everything since the end of a day. */
export type RollbackScope =
  { kind: 'person'; person: Id; from: Day | null; until: Day | null } | { kind: 'day'; day: Day };

/** What would be done; nothing is written yet. */
export interface RollbackPlan {
  /** Given back to carry it out: what was shown is what is done. */
  seen: string;
  /** All that changes; what is to be left alone is chosen among it. */
  changes: RollbackItem[];
  /** What stays as it is. */
  stays: RollbackStay[];
}

/** What it is; `other` is of a later version. */
export type RollbackSort =
  'person' | 'event' | 'document' | 'dues' | 'promise' | 'fact' | 'list' | 'message' | 'delegation' | 'feed' | 'other';

export interface RollbackItem {
  id: Id;
  sort: RollbackSort;
  /** Empty for what has no name. */
  name: string;
  /** It was added in the meantime and goes, was removed and comes back, or goes back to what it was. */
  effect: 'removed' | 'restored' | 'changed';
  fields: FieldChange[];
  /** Those that have to go back for it to: they have what only one may have, and it takes again. */
  needs: Id[];
}

export interface RollbackStay {
  sort: RollbackSort;
  name: string;
  /** It left the house; a later version did it; somebody else worked on it since; the office doesn't allow it; what only one may have is another's by now. */
  why: 'never' | 'newer' | 'changed_since' | 'not_granted' | 'taken';
}
