import type { Day, Id, Subject, SubjectKind, WallTime } from './base';
import type { Part } from './handover';
import type { Mandate, Office } from './session';

/** What happened, in the past tense; the sentence is `did-<kind>`. */
export type ChangeKind =
  | 'person_added'
  | 'person_changed'
  | 'person_removed'
  | 'person_left'
  | 'person_stayed'
  | 'person_offered'
  | 'person_arrived'
  /** Somebody who arrived was known already. */
  | 'arrival_matched'
  | 'arrival_declined'
  | 'arrival_reopened'
  | 'arrival_withdrawn'
  | 'transfer_received'
  | 'transfer_declined'
  | 'transfer_reopened'
  | 'contact_verified'
  | 'event_added'
  | 'event_changed'
  | 'event_moved'
  | 'event_cancelled'
  | 'attendance_marked'
  /** By a delegate, and carried into the agenda. */
  | 'attendance_delegated'
  | 'feed_opened'
  /** Somebody else answers for it. */
  | 'feed_taken_up'
  | 'feed_closed'
  | 'delegation_granted'
  | 'delegation_taken_up'
  | 'delegation_ended'
  | 'dues_delegation_granted'
  | 'dues_delegation_taken_up'
  /** By a delegate, and carried into the accounts. */
  | 'dues_delegated'
  | 'dues_delegated_changed'
  | 'document_added'
  | 'document_changed'
  | 'document_removed'
  | 'fact_noted'
  | 'fact_changed'
  | 'fact_removed'
  | 'promise_made'
  | 'promise_changed'
  | 'promise_kept'
  | 'promise_given_up'
  | 'promise_reopened'
  | 'promise_removed'
  | 'list_saved'
  | 'list_changed'
  | 'list_dropped'
  | 'message_kept'
  | 'message_changed'
  | 'message_dropped'
  | 'mailing_scheduled'
  | 'mailing_changed'
  | 'mailing_called_off'
  /** By the server: what was scheduled begins to be sent, and was. */
  | 'mailing_begun'
  | 'mailing_sent'
  /** By the server, for the offices of a unit. */
  | 'desks_opened'
  | 'dues_noted'
  | 'dues_changed'
  | 'dues_cancelled'
  | 'unit_founded'
  | 'unit_joined'
  | 'unit_changed'
  /** Of what its renewal lacks, by the level above. */
  | 'unit_reminded'
  | 'tie_asked'
  | 'tie_proposed'
  | 'tie_accepted'
  | 'tie_declined'
  | 'tie_withdrawn'
  | 'tie_settled'
  | 'opening_asked'
  | 'opening_done'
  | 'split_decided'
  | 'split_agreed'
  | 'split_refused'
  | 'split_withdrawn'
  | 'unit_born'
  | 'merge_decided'
  | 'merge_agreed'
  | 'merge_refused'
  | 'merge_withdrawn'
  | 'merge_announced'
  | 'merge_carried_out'
  | 'merge_taken_in'
  | 'unit_merged'
  | 'unit_absorbed'
  | 'custodians_named'
  | 'codes_made'
  /** To which somebody else had to agree, and did. */
  | 'codes_agreed'
  | 'codes_used'
  | 'code_tried'
  | 'mandate_lent'
  | 'device_called_back'
  | 'comeback_contested'
  | 'card_published'
  | 'card_withdrawn'
  | 'mandate_recorded'
  | 'mandate_ended'
  | 'mandate_suspended'
  | 'suspension_lifted'
  | 'caretaker_appointed'
  | 'mandate_taken_up'
  | 'mandate_succeeded'
  | 'claim_made'
  | 'claim_countersigned'
  | 'claim_contested'
  | 'contest_withdrawn'
  | 'claim_withdrawn'
  | 'claim_upheld'
  | 'claim_dismissed'
  | 'claim_documented'
  | 'claim_announced'
  | 'claim_granted'
  | 'device_invited'
  | 'device_reinvited'
  | 'invitation_contested'
  | 'device_enrolled'
  | 'device_revoked'
  /** Anything else about units, mandates and devices. */
  | 'office_changed'
  | 'import_done'
  /** Between a section and one that comes out of it. */
  | 'people_passed'
  | 'people_exported'
  /** Their addresses were handed to a mail program. */
  | 'people_written'
  | 'agenda_exported'
  | 'everything_exported'
  /** For which somebody else has to agree, */
  | 'export_asked'
  /** and did. */
  | 'export_allowed'
  | 'proposals_accepted'
  | 'proposal_declined'
  | 'proposal_withdrawn'
  | 'undone'
  | 'erasure_asked'
  | 'erasure_withdrawn'
  /** What this version of the program can't read. */
  | 'newer';

/** Every field a change can touch; its name on screen is `field-<name>`. */
export type FieldName =
  | 'given_name'
  | 'family_name'
  | 'born_on'
  | 'email'
  | 'mobile'
  | 'landline'
  | 'address'
  | 'civility'
  | 'number'
  | 'since'
  | 'until'
  | 'origin'
  | 'tag'
  | 'category'
  | 'note'
  | 'title'
  | 'kind'
  | 'place'
  | 'when'
  | 'date'
  | 'amount'
  /** Of dues. */
  | 'year'
  /** Of a suspension. */
  | 'ground'
  /** Of somebody, at an event. */
  | 'attendance'
  /** What a saved list asks of the roster. */
  | 'question'
  | 'message_subject'
  | 'body'
  /** Of an event. */
  | 'cancelled'
  /** Out of the list, or in it. */
  | 'removed'
  /** The section that somebody was sent to. */
  | 'destination'
  /** The section that somebody came from. */
  | 'came_from'
  /** Of something that is good to know. */
  | 'held_by'
  /** Of a mandate: what its holder is in charge of. */
  | 'theme'
  | 'promised_to'
  /** The day by which a promise is to be kept. */
  | 'due_on'
  /** Of a unit, or a laptop. */
  | 'name'
  | 'zone'
  | 'code'
  /** One that has no name of its own on screen. */
  | 'other';

/** Raw values: a day as `Day`, a moment as `WallTime`, enumerations by their code; null: there was none. */
export interface FieldChange {
  field: FieldName;
  /** Of a mark at an event, whose it is. */
  whose?: string | null;
  before: string | null;
  after: string | null;
}

/** One line of the history. An act of many changes is one line with `count`. */
export interface HistoryEntry {
  id: Id;
  act: Id;
  at: WallTime;
  author: { id: Id; name: string };
  office: Office;
  kind: ChangeKind;
  /** Null for an act about many subjects, and for what no sheet shows. */
  subject: Subject | null;
  /** How what it is about is called, also where no sheet shows it: a mandate and a laptop by their holder. */
  named: string | null;
  /** In whose records it stands; null where those are no longer read here. */
  unit: Id | null;
  /**
   * `open`: it goes on. `cut`: it can't, its author's mandate ended. `waits`: it wasn't done, somebody has to answer it.
   * `answered`: somebody did, and another line tells what came of it.
   */
  course: 'whole' | 'open' | 'cut' | 'waits' | 'answered';
  /** Changes in the act. */
  count: number;
  fields: FieldChange[];
  /** Taken back by a later entry. */
  undone: boolean;
  undoable: boolean;
  /** saved here (fsynced), received (committed by the server), sealed (under a checkpoint verified here). */
  trust: 'saved' | 'received' | 'sealed';
}

export interface HistoryQuery {
  text: string;
  kind: SubjectKind | null;
  /** A person's id as author. */
  author: Id | null;
  from: Day | null;
  until: Day | null;
}

export interface HistoryPage {
  /** Latest first. */
  rows: HistoryEntry[];
  total: number;
  /** Whoever wrote at least one entry. */
  authors: { id: Id; name: string }[];
  seal: Seal;
}

/** What no honest server does; the sentence is `alarm-<code>`. */
export type AlarmCode =
  | 'unreadable'
  | 'checkpoint'
  | 'moved'
  | 'shrunk'
  | 'rewritten'
  | 'witnessed'
  | 'forked'
  | 'disorder'
  | 'unsigned'
  | 'stranger'
  | 'uninvited'
  | 'unclaimed'
  | 'altered'
  | 'withheld'
  | 'states'
  | 'unasked'
  | 'dropped'
  | 'refused';

/** What a check of one part of a unit's records found, without a network. */
export interface CheckedPart {
  /** Whose it is, where it isn't the unit that is worked in. */
  unit: string | null;
  /** Null for what was entrusted to a delegate. */
  part: Part | null;
  /** How many entries were checked, from the first to the last. */
  entries: number;
  state: Seal['state'];
  /** What was found, when it is broken. */
  alarm: AlarmCode | null;
  cosigned: Seal['cosigned'];
}

/** `checking`: a new laptop still folds the whole history. `broken`: an alarm was raised; the profile only reads. */
export interface Seal {
  state: 'verified' | 'checking' | 'broken';
  /** What was found, when it is broken. */
  alarm: AlarmCode | null;
  /** Verified up to that day. */
  until: Day;
  /** When each level above confirmed that the same history is shown to it. */
  cosigned: { level: Mandate['unit']['kind']; on: Day }[];
}
