import type { AttendanceRow } from './agenda';
import type { Day, Id, WallTime } from './base';
import type { Handover } from './devices';
import type { PaidBy } from './roster';

/** What is entrusted: who comes to one event, or the dues of one year. */
export type Entrusted = { task: 'attendance'; event: Id } | { task: 'dues'; year: number };

/** Those who do one thing without an office: of one event, or of the accounts. */
export interface DelegationsPage {
  /** The open ones first, whichever ends soonest first. */
  rows: DelegationRow[];
  /** Whether whoever uses this laptop may grant and end them. */
  grants: boolean;
  /** Around a handover, who can agree to a new one, by name; null where nobody has to. */
  agreement: string[] | null;
  /** The last day that is offered for a new one, and the last that is possible. */
  offered: Day;
  latest: Day;
}

export interface DelegationRow {
  id: Id;
  name: string;
  /** The year whose dues they enter. */
  year: number | null;
  /** The last day. */
  until: Day;
  /** The last day on which its code can be used. */
  codeUntil: Day;
  stage: 'waiting' | 'taken_up' | 'ended' | 'over';
}

export interface DelegationGranted {
  handover: Handover;
  /** Whether somebody else has to agree before it serves. */
  waits: boolean;
}

/** All that a delegate sees of an event. */
export interface DelegateSheet {
  /** Null once it was taken out of the agenda, or where it is the dues of a year. */
  event: DelegateEvent | null;
  /** The year whose dues are entered instead. */
  year: number | null;
  /** The last day of the delegation. */
  until: Day | null;
  /** That day has come: nobody is shown any more, and nothing more can be marked. */
  over: boolean;
  /** By name. */
  rows: DelegateRow[];
  /** People who satisfy the query. */
  total: number;
  /** People, whatever the query. */
  all: number;
  present: number;
  excused: number;
  /** Of how many the delegate said something that the server doesn't have yet. */
  waiting: number;
}

export interface DelegateEvent {
  title: string;
  start: WallTime;
  place: string;
  cancelled: boolean;
  /** Whose it is. */
  unit: string;
}

export interface DelegateRow extends AttendanceRow {
  /** Whether the server doesn't have it yet. */
  waiting: boolean;
}

/** All that a delegate sees of a year's dues. */
export interface DelegateDues {
  year: number;
  /** Whose they are. */
  unit: string;
  today: Day;
  /** The last day of the delegation. */
  until: Day;
  /** That day has come: nobody is shown any more, and nothing more can be entered. */
  over: boolean;
  /** By name. */
  rows: Payer[];
  /** People who satisfy the query. */
  total: number;
  /** People, whatever the query. */
  all: number;
  /** How many payments the delegate entered; those that they took back not counted. */
  entered: number;
  /** What they come to, in euro cents. */
  received: number;
  /** How many payments the server doesn't have yet as they are here. */
  waiting: number;
}

/** Somebody who may pay. */
export interface Payer {
  id: Id;
  givenName: string;
  familyName: string;
  /** In which year they were born, where somebody else is called the same. */
  birthYear: number | null;
  /** Where they live, where that isn't enough. */
  city: string | null;
  /** What the delegate entered, and nobody else did: the last first. */
  entered: EnteredPayment[];
}

export interface EnteredPayment {
  id: Id;
  /** Euro cents. */
  amount: number;
  paidOn: Day | null;
  method: PaidBy | null;
  /** Whether the delegate took it back. */
  cancelled: boolean;
  /** Whether whoever keeps the accounts changed it since: it is for them to correct it. */
  takenOver: boolean;
  /** Whether the server doesn't have it yet. */
  waiting: boolean;
}
