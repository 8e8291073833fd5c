import type { Day, Id, Named, SubjectKind, WallTime } from './base';
import type { FieldChange, HistoryEntry } from './history';
import type { Office } from './session';

/** What came after its author's mandate had ended, by whom it came from: as it came. */
export interface LatePage {
  senders: LateSender[];
}

/** What one laptop delivered under one mandate. */
export interface LateSender {
  /** Of its first change. */
  id: Id;
  author: Named;
  /** The office that had ended, */
  office: Office;
  /** and when it had. Null while that isn't known here. */
  ended: WallTime | null;
  /** Since when it was suspended, if that is why this waits. */
  suspended: WallTime | null;
  /** How the laptop is called. */
  laptop: string | null;
  /** In whose records. */
  unit: Id | null;
  /** The last day on which more may come; null once that is over. */
  moreUntil: Day | null;
  changes: LateChange[];
}

export interface LateChange {
  id: Id;
  /** When it was made, as its author's laptop says, */
  said: WallTime;
  /** and when it came. */
  arrived: WallTime;
  /** By its own word, it was made after the mandate had ended. */
  afterTheEnd: boolean;
  kind: HistoryEntry['kind'];
  /** Null for what no sheet shows. */
  about: SubjectKind | null;
  /** How that is called. */
  named: string | null;
  /** Of an export, how much left; else one. */
  count: number;
  fields: LateField[];
  /** Others of these that it makes no sense without. */
  needs: Id[];
  /** Why it can't be taken over here; the sentence is `late-bar-<code>`. */
  bar: LateBar | null;
}

/** `before`: what its author saw; `after`: what they wrote; `now`: what stands there now. */
export interface LateField extends FieldChange {
  now: string | null;
}

export type LateBar =
  /** The office held here doesn't write there. */
  | 'not_granted'
  /** What it is about was taken out since. */
  | 'removed'
  /** What it is about was never recorded. */
  | 'unknown'
  /** Nobody else can state it: that something was exported, say. */
  | 'fixed';

/** How much came so, in À vérifier. */
export interface LateCount {
  changes: number;
  /** Of these, what the office held here may take over. */
  takeable: number;
  /** From whom. */
  authors: string[];
}
