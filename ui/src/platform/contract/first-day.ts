import type { AgendaRow } from './agenda';
import type { Day, Id } from './base';
import type { Office } from './session';

/** What somebody finds on their first day in office; null for what the office doesn't see. */
export interface FirstDay {
  people: { total: number; upToDate: number; late: number } | null;
  /** Those to come, and the first of them. */
  events: { total: number; next: AgendaRow[] } | null;
  documents: { total: number; minutes: Minutes[] } | null;
  /** What waits in À vérifier. */
  toVerify: number;
  refused: number;
  /** From this day on, */
  changedSince: Day;
  /** who changed the roster; whoever touched most people first. */
  changed: RosterAuthor[] | null;
}

/** Minutes of a meeting. */
export interface Minutes {
  id: Id;
  title: string;
  date: Day;
}

export interface RosterAuthor {
  name: string;
  office: Office;
  /** People whose sheets they touched. */
  people: number;
}
