import type { Day, Id } from './base';
import type { HistoryEntry } from './history';
import type { Office } from './session';
import type { Overlap } from './pending';

/** The legal ground on which a person is in the roster. */
export type Category = 'member' | 'former_member' | 'regular_contact' | 'occasional_contact';

/** Dues of the current year. `none`: the person owes nothing (not a member); `unseen`: the office doesn't see it. */
export type DuesState = 'up_to_date' | 'late' | 'none' | 'unseen';

/** Filters combine: a row satisfies them all. */
export type RosterFilter = 'up_to_date' | 'late' | 'regular_contact' | 'without_email' | 'to_verify' | 'former_member';

/** What the list can show beside the name, and be sorted by. */
export type RosterColumn =
  'name' | 'commune' | 'email' | 'phone' | 'category' | 'dues' | 'number' | 'since' | 'verified';

export interface RosterQuery {
  /** Any part of name, e-mail, phone, commune or number; accents and case do not matter. */
  text: string;
  filters: RosterFilter[];
  sort: { column: RosterColumn; descending: boolean };
}

export interface RosterRow {
  id: Id;
  givenName: string;
  familyName: string;
  category: Category;
  /** Empty when unknown, here and below. */
  email: string;
  /** As people write it: `06 12 34 56 78`. */
  phone: string;
  commune: string;
  number: string;
  since: Day | null;
  dues: DuesState;
  /** The oldest verification among the contacts; null if one was never verified. */
  verifiedOn: Day | null;
  /** An overlap waits on this person. */
  toVerify: boolean;
}

/** Rows in the order of `sort`, names as a French speaker expects (É with E, œ with oe). */
export interface RosterPage {
  rows: RosterRow[];
  /** Rows that satisfy the query. */
  total: number;
  /** People in the roster, whatever the query. */
  all: number;
  /** How many people each filter alone would show, over the whole roster. */
  counts: Record<RosterFilter, number>;
  /** Whether the office sees dues: filters and columns about them are there. */
  seesDues: boolean;
}

/** Fields that are written one by one. An address is one field: street lines, then postcode and commune. */
export type PersonField =
  'given_name' | 'family_name' | 'born_on' | 'email' | 'mobile' | 'landline' | 'address' | 'category' | 'note';

/** Fields that carry « vérifié le ». */
export type ContactField = 'email' | 'mobile' | 'landline' | 'address';

/** Why somebody is erased (GDPR art. 17 §1). */
export type ErasureGround = 'asked_by_the_person' | 'no_longer_needed' | 'unlawful';

/** That a person is to be erased. */
export interface PersonErasure {
  id: Id;
  /** Who asked; null while that isn't known here. */
  askedBy: string | null;
  /** Null where a later version gave another. */
  ground: ErasureGround | null;
  /** Whether it waits for whoever works here. */
  mayAgree: boolean;
  /** When it is carried out; null while it waits for somebody. */
  due: Day | null;
}

/** Everything the sheet shows, in one call. */
export interface PersonSheet {
  id: Id;
  /** Raw values: a day as `Day`, a category as `Category`, an address with `\n` between lines. */
  fields: Record<PersonField, string>;
  verified: Record<ContactField, Day | null>;
  membership: { number: string; since: Day | null; until: Day | null; unit: string } | null;
  mandates: { office: Office; unit: string; since: Day; until: Day | null }[];
  /** Latest year first. */
  dues: Payment[];
  duesRight: DuesRight;
  /** Where the person stands with the current year. */
  duesNow: DuesState;
  presence: { invited: number; attended: number; last: { id: Id; title: string; on: Day }[] };
  /** Null when nothing is known of it. */
  retention: Retention | null;
  /** The latest changes about this person, at most five. */
  history: HistoryEntry[];
  overlaps: Overlap[];
  /** Null as long as nobody asked for it. */
  erasure: PersonErasure | null;
  /** False when the mandate only reads. */
  writable: boolean;
}

/** How dues were paid. */
export type PaidBy = 'cheque' | 'cash' | 'card' | 'transfer' | 'direct_debit' | 'other';

/** What the office lets do with dues: a proposal waits for whoever keeps the accounts. */
export type DuesRight = 'write' | 'propose' | 'read' | 'none';

export interface Payment {
  id: Id;
  year: number;
  /** Euro cents. */
  amount: number;
  paidOn: Day | null;
  method: PaidBy | null;
  /** The number of its receipt or cheque. */
  receipt: string | null;
  /**
   * In the accounts; there, with something that would change it waiting for whoever keeps them; waiting itself; or in the closed
   * accounts of a unit that was merged into this one.
   */
  standing: 'noted' | 'changing' | 'proposed' | 'elsewhere';
}

/** A payment as it is typed. */
export interface TypedPayment {
  year: number;
  /** In euros: « 36,50 ». */
  amount: string;
  paidOn: Day | null;
  method: PaidBy | null;
  /** Empty for none. */
  receipt: string;
}

/** Why the data are kept, and until when. */
export interface Retention {
  origin: 'import' | 'form' | 'meeting' | 'transfer';
  since: Day;
  /** When nothing new happens; null while the membership lasts. */
  until: Day | null;
}

export interface PersonChange {
  field: PersonField;
  /** Raw value as in `PersonSheet.fields`; empty to clear. */
  value: string;
}

export interface NewPerson {
  givenName: string;
  familyName: string;
  category: Category;
}

/** What a table is written as. */
export type ExportFormat = 'xlsx' | 'csv';
