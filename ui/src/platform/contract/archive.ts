import type { Day, Id } from './base';
import type { HistoryEntry } from './history';

export type DocumentKind =
  'minutes' | 'convocation' | 'attendance' | 'accounts' | 'letter' | 'leaflet' | 'press' | 'other';

export interface ArchiveQuery {
  /** Looked for in titles and contents. */
  text: string;
  year: number | null;
  kind: DocumentKind | null;
}

export interface DocumentRow {
  id: Id;
  title: string;
  kind: DocumentKind;
  /** The day the document is about. */
  date: Day;
  fileName: string;
  /** In bytes. */
  size: number;
  addedBy: string;
  addedOn: Day;
  /** The meeting it comes from. */
  event: { id: Id; title: string } | null;
  /** The sentence found in the contents, cut around the match; null when the title matched or nothing was looked for. */
  found: Fragment[] | null;
}

/** A piece of a sentence; `match` marks what was looked for. */
export interface Fragment {
  text: string;
  match: boolean;
}

export interface ArchivePage {
  /** Latest first. */
  rows: DocumentRow[];
  total: number;
  /** Documents kept, whatever the query. */
  all: number;
  /** Every year that holds documents, latest first, whatever the query. */
  years: { year: number; count: number }[];
}

export interface DocumentSheet extends Omit<DocumentRow, 'found'> {
  history: HistoryEntry[];
  writable: boolean;
}

/** A file chosen in the system's dialog and not yet kept. */
export interface StagedDocument {
  file: Id;
  fileName: string;
  size: number;
  /** Guesses from the name of the file, to correct. */
  title: string;
  kind: DocumentKind;
  date: Day;
}

export interface DocumentDraft {
  file: Id;
  title: string;
  kind: DocumentKind;
  date: Day;
}

export type DocumentChange =
  { field: 'title'; value: string } | { field: 'kind'; value: DocumentKind } | { field: 'date'; value: Day };
