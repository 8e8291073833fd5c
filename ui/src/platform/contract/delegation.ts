import type { AttendanceRow } from './agenda';
import type { Day, Id, WallTime } from './base';
import type { Handover } from './devices';

/** Those who may say who comes to one event, without an office. */
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

/** All that a delegate sees. */
export interface DelegateSheet {
  /** Null once it was taken out of the agenda. */
  event: DelegateEvent | null;
  /** The year whose dues are entered, which this window doesn't do yet. */
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
