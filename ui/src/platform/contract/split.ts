import type { Day, Id, Named } from './base';
import type { Handover } from './devices';
import type { UnitDraft } from './unit';

/** Sections that come out of others, as far as they are read here. */
export interface SplitsPage {
  /** What waits for an answer first. */
  rows: SplitRow[];
  /** The sections below that whoever uses this laptop may split; none: they may not. */
  sections: Named[];
}

export interface SplitRow {
  /** Of the section that comes out of the other. */
  id: Id;
  name: string;
  /** The section that is split. */
  unit: Named;
  word: 'decided' | 'agreed' | 'refused' | 'withdrawn';
  /** Since when it stands so. */
  since: Day;
  /** Whose people are to pass; none when the section chooses. */
  postcodes: string[];
  /** Whether an answer is awaited of whoever uses this laptop, */
  asked: boolean;
  /** whether they may take it back, */
  withdraws: boolean;
  /** and whether they may have people pass. */
  passes: boolean;
}

export interface SplitDraft {
  unit: Id;
  facts: UnitDraft;
  secretary: string;
  /** None when the section is to choose. */
  postcodes: string[];
}

/** `handover`: what brings the first secretary in; null once they are. */
export interface SplitDecided {
  unit: Named;
  handover: Handover | null;
}

export type SplitReply = 'agree' | 'refuse' | 'withdraw';

/** Who passes, besides or in spite of the postcodes; none of these: those that were decided. */
export interface SplitChoice {
  postcodes: string[];
  with: Id[];
  without: Id[];
}

/** What would become of each person of the roster, by name. */
export interface SplitPlan {
  split: SplitRow;
  passing: SplitPerson[];
  staying: SplitPerson[];
  /** They stay because nobody wrote down where they live. */
  undecided: SplitPerson[];
  /** They were sent, and wait for somebody else's agreement. */
  waiting: SplitPerson[];
}

export interface SplitPerson {
  id: Id;
  name: string;
  postcode: string | null;
}

/** `act`: null when nobody was taken in; `left`: those who may well be somebody known here. */
export interface AllAccepted {
  act: Id | null;
  accepted: number;
  left: number;
}
