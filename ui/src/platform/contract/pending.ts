import type { Day, Id, Named, Subject, SubjectKind, WallTime } from './base';
import type { Appointed } from './caretaker';
import type { FieldChange, FieldName } from './history';
import type { LateCount } from './late';
import type { ErasureGround } from './roster';
import type { UnitReminder } from './season';
import type { MergeRow } from './merge';
import type { SplitRow } from './split';
import type { Tie } from './ties';

/** What waits for a decision, in one call. */
export interface PendingPage {
  /** Whom the level above put in charge of a unit, until that is read. */
  appointed: Appointed[];
  /** What the level above reminded of, and that is still lacking. */
  reminders: UnitReminder[];
  /** Units that ask to stand above this one, or below it. */
  ties: Tie[];
  /** Sections that are to come out of this one: what waits for an answer, and what was agreed before anybody passed. */
  splits: SplitRow[];
  /** Units that are to become parts of others, and wait for an answer. */
  merges: MergeRow[];
  arrivals: Arrival[];
  proposals: ProposalGroup[];
  /** What was done here and waits for somebody else. */
  own: ProposalGroup[];
  refused: Refusal[];
  overlaps: Overlap[];
  /** What came after its author's mandate had ended; null when nothing did. */
  late: LateCount | null;
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
  /** In whose records. */
  unit: Id | null;
  at: WallTime;
  /** Nothing but payments. */
  dues: boolean;
  /** Leave to take this out as a file, and nothing else. */
  export: 'people' | 'everything' | null;
  /** Three new sealed codes, and nothing else. */
  codes: boolean;
  /** That people be erased, those whom the lines name, and nothing else: why. */
  erasure: ErasureGround | null;
  /** That somebody without an office may say who comes to an event, and nothing else: whom the line names. */
  delegation: boolean;
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
export type RefusalCode =
  | 'mandate_ended'
  | 'not_granted'
  /** The unit became a part of another. */
  | 'unit_closed'
  /** Whoever leads for a time names nobody for longer. */
  | 'beyond_own_term'
  | 'subject_removed'
  /** For good. */
  | 'erased'
  | 'needs_second_officer'
  /** Something else has a value that only one may have. */
  | 'taken'
  | 'value_invalid'
  /** An earlier change that it builds on was refused. */
  | 'dependency_refused'
  /** It was said already, a short time before. */
  | 'too_soon'
  /** Somebody else decided first. */
  | 'already_decided'
  /** It was a proposal, and who decides said no. */
  | 'declined'
  /** A fault of a program, here or there. */
  | 'fault';

/** A change that was not accepted. What was typed stays readable until the person has seen it. */
export interface Refusal {
  id: Id;
  at: WallTime;
  /** In whose records; null where those are no longer read here. */
  unit: Id | null;
  /** Null for what no room shows. */
  about: SubjectKind | null;
  /** How that is called. */
  named: string | null;
  fields: FieldChange[];
  reason: RefusalCode;
}

/** People wrote the same field without seeing each other's value. All values are kept in the history. */
export interface Overlap {
  /** With one value more it is another. */
  id: Id;
  subject: Subject;
  /** In whose records; null on a sheet, which is of the unit that is worked in. */
  unit: Id | null;
  field: FieldName;
  /** Of a mark at an event, whose it is. */
  whose?: string | null;
  /** Two or more. The first is in force until somebody settles it. */
  sides: OverlapSide[];
}

export interface OverlapSide {
  value: string;
  author: string;
  at: WallTime;
}
