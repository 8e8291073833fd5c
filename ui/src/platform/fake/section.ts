import {
  PlatformError,
  type Appointed,
  type Arrival,
  type FeedRow,
  type AttendanceMark,
  type FieldChange,
  type HistoryEntry,
  type LateSender,
  type Overlap,
  type PersonErasure,
  type ProposalGroup,
  type Refusal,
  type Seat,
  type Group,
  type MergeRow,
  type SplitRow,
  type Subject,
  type UnitReminder,
  type Tie,
  type WallTime,
} from '..';
import type { GivenDelegation } from './delegations';
import type { CalendarEvent } from './events';
import { nameOf, type Person } from './people';
import type { StoredDocument } from './documents';

/** One change with the way there and the way back. */
export interface Change {
  kind: HistoryEntry['kind'];
  subject: Subject | null;
  /** How it is called, where no sheet shows it. */
  named?: string;
  fields: FieldChange[];
  count?: number;
  apply: () => void;
  revert: () => void;
}

export type Author = Pick<HistoryEntry, 'author' | 'office'>;

export interface Written {
  entry: HistoryEntry;
  change: Change;
}

/** The state of one unit and its journal, in memory. */
export class Section {
  readonly people = new Map<string, Person>();
  readonly events = new Map<string, CalendarEvent>();
  /** By event, then by person. */
  readonly attendance = new Map<string, Map<string, AttendanceMark>>();
  readonly documents = new Map<string, StoredDocument>();
  readonly overlaps = new Map<string, Overlap>();
  /** By person. */
  readonly erasures = new Map<string, PersonErasure>();
  readonly feeds = new Map<string, FeedRow>();
  readonly delegations = new Map<string, GivenDelegation>();
  /** Mandates that were recorded without an election. */
  readonly recorded: Seat[] = [];
  /** With which day mandates were ended. */
  readonly ended = new Map<string, string>();
  readonly splits = new Map<string, SplitRow>();
  readonly groups = new Map<string, Group>();
  readonly merges = new Map<string, MergeRow>();
  readonly refusals = new Map<string, Refusal>();
  readonly arrivals = new Map<string, Arrival>();
  readonly appointed = new Map<string, Appointed>();
  reminders: UnitReminder[] = [];
  readonly ties = new Map<string, Tie>();
  readonly proposals = new Map<string, ProposalGroup>();
  readonly late = new Map<string, LateSender>();
  readonly own = new Map<string, ProposalGroup>();
  readonly #journal: Written[] = [];

  /** Latest first. */
  get entries(): HistoryEntry[] {
    return this.#journal.map(({ entry }) => entry).reverse();
  }

  marksAt(event: string): Map<string, AttendanceMark> {
    const marks = this.attendance.get(event) ?? new Map<string, AttendanceMark>();
    this.attendance.set(event, marks);
    return marks;
  }

  about(id: string): HistoryEntry[] {
    return this.entries.filter((entry) => entry.subject?.id === id).slice(0, 5);
  }

  /** Applies the change and answers its entry. */
  write(author: Author, at: WallTime, trust: HistoryEntry['trust'], change: Change): HistoryEntry {
    change.apply();
    return this.record(author, at, trust, change);
  }

  /** Records what is already in the state, as the past of a section that did not begin today. */
  record(author: Author, at: WallTime, trust: HistoryEntry['trust'], change: Change): HistoryEntry {
    const number = this.#journal.length;
    const { kind, subject, named = null, fields, count = 1 } = change;
    const entry: HistoryEntry = {
      id: `h${number}`,
      act: `a${number}`,
      at,
      ...author,
      kind,
      subject,
      named: subject?.name ?? named,
      unit: null,
      count,
      fields,
      undone: false,
      undoable: true,
      course: 'whole',
      trust,
    };
    this.#journal.push({ entry, change });
    return entry;
  }

  undo(act: string, author: Author, at: WallTime, trust: HistoryEntry['trust']): HistoryEntry {
    const written = this.#journal.find(({ entry }) => entry.act === act);
    if (!written) throw new PlatformError({ code: 'not_found', message: `no act ${act}`, details: {} });
    const { entry, change } = written;
    if (!entry.undoable || entry.undone)
      throw new PlatformError({ code: 'not_undoable', message: `act ${act} stands`, details: {} });
    return this.write(author, at, trust, {
      kind: 'undone',
      subject: change.subject,
      ...(entry.named !== null && { named: entry.named }),
      count: entry.count,
      fields: change.fields.map((one) => ({ ...one, before: one.after, after: one.before })),
      apply: () => {
        change.revert();
        entry.undone = true;
      },
      revert: () => {
        change.apply();
        entry.undone = false;
      },
    });
  }

  /** What was written and still stands, latest first, with the way back. */
  standing(satisfies: (entry: HistoryEntry) => boolean): Written[] {
    return this.#journal.filter(({ entry }) => entry.undoable && !entry.undone && satisfies(entry)).reverse();
  }

  person(id: string): Person {
    return found(this.people.get(id), id);
  }

  event(id: string): CalendarEvent {
    return found(this.events.get(id), id);
  }

  document(id: string): StoredDocument {
    return found(this.documents.get(id), id);
  }

  subject(kind: Subject['kind'], id: string): Subject {
    if (kind === 'person') return { kind, id, name: nameOf(this.person(id)) };
    return { kind, id, name: kind === 'event' ? this.event(id).title : this.document(id).title };
  }
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new PlatformError({ code: 'not_found', message: `nothing has id ${id}`, details: {} });
  return value;
}
