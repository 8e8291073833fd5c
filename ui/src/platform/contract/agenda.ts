import type { Day, Id, WallTime } from './base';
import type { HistoryEntry } from './history';

export type EventKind =
  'meeting' | 'general_assembly' | 'bureau' | 'leafleting' | 'training' | 'ceremony' | 'public_meeting' | 'other';

/** Start and end are valid only together, so they are one field. `allDay`: the times of day are ignored. */
export interface When {
  start: WallTime;
  end: WallTime;
  allDay: boolean;
}

export interface AgendaQuery {
  /** `coming` starts with today, soonest first; `past` ends with yesterday, latest first. */
  span: 'coming' | 'past';
  text: string;
}

export interface AgendaRow {
  id: Id;
  kind: EventKind;
  title: string;
  when: When;
  place: string;
  cancelled: boolean;
}

export interface AgendaPage {
  rows: AgendaRow[];
  total: number;
  /** Events of the other span that satisfy the same text. */
  elsewhere: number;
}

/** Minutes before the start: 1,440 is the evening before, 60 the last hour. */
export type ReminderLead = 1440 | 60;

export interface EventSheet {
  id: Id;
  kind: EventKind;
  title: string;
  when: When;
  place: string;
  note: string;
  /** Null unless cancelled; the reason may be empty. */
  cancelled: { on: Day; reason: string } | null;
  /** When this laptop will remind its user; past reminders are left out. */
  reminders: { lead: ReminderLead; at: WallTime }[];
  /** Other events of the same day. */
  sameDay: { id: Id; title: string; start: WallTime; allDay: boolean }[];
  documents: { id: Id; title: string }[];
  attendance: AttendanceTally;
  history: HistoryEntry[];
  writable: boolean;
}

/** What was said of somebody at an event. */
export type AttendanceMark = 'present' | 'excused';

/** How many came. `gone`: those of them whom the roster doesn’t show. */
export interface AttendanceTally {
  present: number;
  excused: number;
  gone: number;
}

export interface AttendanceQuery {
  text: string;
  /** Only those of whom something was said. */
  marked: boolean;
}

export interface AttendanceRow {
  id: Id;
  givenName: string;
  familyName: string;
  mark: AttendanceMark | null;
}

export interface AttendancePage {
  /** By name. */
  rows: AttendanceRow[];
  total: number;
  /** People in the roster, whatever the query. */
  all: number;
  /** False when the mandate does not show the roster: there are no rows then. */
  names: boolean;
}

export interface EventDraft {
  kind: EventKind;
  title: string;
  when: When;
  place: string;
  note: string;
}

export type EventChange =
  | { field: 'title' | 'place' | 'note'; value: string }
  | { field: 'kind'; value: EventKind }
  | { field: 'when'; value: When };
