import type { Id, Saved } from './base';
import type { PersonField, RosterColumn } from './roster';

/** Where a column of the file goes. */
export type ImportTarget =
  PersonField | 'full_name' | 'postcode' | Extract<RosterColumn, 'commune' | 'number' | 'since'>;

/** A file that was read; nothing is written yet. It is forgotten when the program closes. */
export interface ImportFile {
  id: Id;
  name: string;
  /** Lines below the header. */
  lines: number;
  columns: ImportColumn[];
}

export interface ImportColumn {
  header: string;
  /** The first values that are not empty, at most three. */
  samples: string[];
  /** What the core recognised; null: the column is left out. */
  target: ImportTarget | null;
}

/** What would happen; computed again at each correction. */
export interface ImportPlan {
  created: { line: number; name: string }[];
  updated: { line: number; name: string; fields: { field: PersonField; before: string; after: string }[] }[];
  unchanged: number;
  duplicates: ImportDuplicate[];
  unreadable: { line: number; header: string; value: string; reason: UnreadableReason }[];
}

/** What a cell isn't; `no_name`: its whole line is left out. */
export type UnreadableReason =
  | 'email'
  | 'phone'
  | 'day'
  | 'impossible_day'
  | 'partial_day'
  | 'postcode'
  | 'amount'
  | 'no_year'
  | 'other_amount'
  | 'too_long'
  | 'not_unique'
  | 'other'
  | 'no_name';

/** A line that resembles somebody: the person in front of the screen decides. */
export interface ImportDuplicate {
  line: number;
  name: string;
  candidate: { id: Id; name: string; commune: string };
  why: 'same_email' | 'same_phone' | 'close_name';
}

/** `same`: complete the person already there. `other`: two people. `skip`: leave the line out. */
export type DuplicateChoice = 'same' | 'other' | 'skip';

export interface ImportOrder {
  file: Id;
  /** One per column, in the file's order. */
  targets: (ImportTarget | null)[];
  /** By line number; a duplicate without a choice is skipped. */
  choices: Record<number, DuplicateChoice>;
}

export interface ImportDone extends Saved {
  created: number;
  updated: number;
  skipped: number;
  /** Of the people created and updated, those who wait for a second person. */
  held: number;
}
