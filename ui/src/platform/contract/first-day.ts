import type { AgendaRow } from './agenda';
import type { Day, Id } from './base';
import type { FeedRow } from './feeds';
import type { OpenPromise, PracticalFact } from './memory';
import type { Office } from './session';

/** What somebody finds on their first day in office; null for what the office doesn't see. */
/** Where the dues of a year stand. `received` in euro cents. */
export interface DuesReceived {
  year: number;
  upToDate: number;
  late: number;
  received: number;
}

export interface FirstDay {
  people: number | null;
  dues: DuesReceived | null;
  /** What is planned, the soonest first. */
  coming: AgendaRow[] | null;
  /** What took place in the last twelve months, the latest first. */
  past: AgendaRow[] | null;
  /** Minutes of the last twelve months, the latest first. */
  documents: { total: number; minutes: Minutes[] } | null;
  /** What was promised and is still open, the soonest due first. */
  promises: OpenPromise[] | null;
  /** Where things are, and who has them. */
  facts: PracticalFact[] | null;
  /** Whether the office may write both. */
  writable: boolean;
  /** What falls due in the next twelve months, the soonest first. */
  deadlines: Deadline[] | null;
  /** What the departure shield holds of what others did, in each part of the records that the office reads. */
  heldBack: HeldBack[];
  /** Who says who comes to an event, without an office, until a day: it belongs to the office. */
  delegations: DelegationInForce[];
  /** At which addresses telephones read the agenda: they belong to the office too. */
  feeds: FeedRow[];
  /** The sections that are coming out of this one. */
  splits: { name: string; agreed: boolean; since: Day }[];
  /** What waits in À vérifier. */
  toVerify: number;
  refused: number;
  /** From this day on, */
  changedSince: Day | null;
  /** who changed the roster; whoever touched most people first. */
  changed: RosterAuthor[] | null;
  /** Older changes are still on their way here: those aren't all. */
  historyComes: boolean;
  /** What the office doesn't see. */
  missing: PartOfDossier[];
}

/** `about`: who, as `office`; or the title of the assembly, or what was promised. */
export interface Deadline {
  on: Day;
  due: 'contest' | 'assembly' | 'mandate' | 'promise';
  about: string;
  office: Office | null;
}

export type PartOfDossier =
  | 'bureau'
  | 'people'
  | 'dues'
  | 'past'
  | 'coming'
  | 'archive'
  | 'promises'
  | 'practical'
  | 'handovers'
  | 'deadlines'
  | 'changes'
  | 'held_back';

/** What one person did in one part of the records, and the departure shield holds. */
export interface HeldBack {
  /** Null while that isn't known here. */
  name: string | null;
  kept: 'roster' | 'dues' | 'agenda' | 'archive';
  /** How many people, payments, events or documents it is about. */
  records: number;
  /** How many of these would be taken out. */
  removed: number;
  since: Day;
  /** Whether whoever reads may agree to it. */
  yours: boolean;
}

/** A delegation that isn't over. */
export interface DelegationInForce {
  name: string;
  /** At which event they say who came; null where it is the dues of a year. */
  event: Id | null;
  /** Null for one that isn't known here. */
  title: string | null;
  /** The year whose dues they enter. */
  year: number | null;
  /** The last day. */
  until: Day;
  /** Whether its code was used. */
  takenUp: boolean;
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
