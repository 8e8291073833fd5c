import type { Day, Id, Named, Subject, WallTime } from './base';
import type { FieldChange, FieldName } from './history';

/** What waits for a decision, in one call. */
export interface PendingPage {
  arrivals: Arrival[];
  proposals: ProposalGroup[];
  refused: Refusal[];
  overlaps: Overlap[];
}

/** Somebody whom another section sends here. */
export interface Arrival {
  id: Id;
  name: string;
  /** The section that they come from. */
  from: string;
  bornOn: Day | null;
  commune: string | null;
  email: string | null;
  phone: string | null;
  number: string | null;
  /** The last year that they paid for. */
  paidUntil: number | null;
  /** People here who may well be the same. */
  known: Named[];
}

/** What somebody else did as one, and what waits for the office held here. */
export interface ProposalGroup {
  /** Of its first change. */
  id: Id;
  author: string;
  at: WallTime;
  /** Nothing but payments. */
  dues: boolean;
  /** Every change, also those of which no line is shown. */
  changes: Id[];
  /** The first ones. */
  lines: ProposalLine[];
}

export interface ProposalLine {
  id: Id;
  /** The person it is about. */
  name: string;
  fields: FieldChange[];
}

/** Why the authority said no; the sentence is `refused-because-<code>`. */
export type RefusalCode = 'mandate_ended' | 'not_granted' | 'subject_removed' | 'needs_second_officer';

/** A change that was not accepted. What was typed stays readable until the person has seen it. */
export interface Refusal {
  id: Id;
  at: WallTime;
  subject: Subject;
  fields: FieldChange[];
  reason: RefusalCode;
}

/** Two people wrote the same field without seeing each other's value. Both values are kept in the history. */
export interface Overlap {
  id: Id;
  subject: Subject;
  field: FieldName;
  mine: OverlapSide;
  theirs: OverlapSide;
  /** The value in force until somebody settles it. */
  standing: 'mine' | 'theirs';
}

export interface OverlapSide {
  value: string;
  author: string;
  at: WallTime;
}
