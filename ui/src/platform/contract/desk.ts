import type { Id, WallTime } from './base';
import type { RosterQuery } from './roster';

/** A question to the roster with a name. It keeps no people: who satisfies it is read each time. */
export interface SavedList {
  id: Id;
  name: string;
  /** Null where a later version saved it, with something that this one doesn't know. */
  query: RosterQuery | null;
}

/** What a text is for: to write from again and again, or one message that hasn't gone. */
export type MessagePurpose = 'template' | 'draft';

/** A text as it is written. */
export interface MessageDraft {
  purpose: MessagePurpose;
  subject: string;
  body: string;
  /** To whom a draft goes; null where nobody said, or a later version did. */
  query: RosterQuery | null;
}

export interface KeptMessage extends MessageDraft {
  id: Id;
}

/** To whom a message would go. */
export interface Letter {
  /** How many people it is for. */
  people: number;
  /** How many addresses each message has that it takes: mail programs take only so many at once. */
  batches: number[];
  /** Whether the text is in them: too long a one has to be pasted. */
  withText: boolean;
  /** Those without an e-mail address. `phone` is empty when none is known either. */
  unreached: { id: Id; name: string; phone: string }[];
  byServer: ByServer;
}

/** Whether the server can send it at a later time; `not_asked`: it can't find these people by itself. */
export type ByServer = 'possible' | 'no_mail' | 'not_asked';

/** Messages that the server sends at their time. */
export interface MailingsPage {
  /** What is still to be sent, the soonest first; then what was, the latest first. */
  rows: MailingRow[];
  /** Whether whoever uses this laptop may schedule, change and call off. */
  writable: boolean;
}

/** Where one stands. What waits isn't sent before somebody has acted. */
export type MailingStage =
  | 'scheduled'
  /** Whoever answers for it doesn't hold the office any more. */
  | 'waits_for_holder'
  /** Around a handover, somebody else has to agree. */
  | 'waits_for_second'
  /** Its time is over by more than a day. */
  | 'waits_for_time'
  | 'sending'
  | 'sent';

export interface MailingRow {
  id: Id;
  subject: string;
  body: string;
  /** To whom: who is found by it at that time. Null where a later version scheduled it. */
  query: RosterQuery | null;
  at: WallTime;
  /** Who answers for it; null while they aren't known here. */
  answeredBy: string | null;
  /** Whether that is whoever uses this laptop. */
  own: boolean;
  stage: MailingStage;
  counts: MailingCounts;
}

/** How many; all are 0 until it has begun. */
export interface MailingCounts {
  /** Those whom it goes to. */
  addressed: number;
  withoutAddress: number;
  /** Taken by the next mail server. */
  sent: number;
  /** Refused by it, or not taken within a day. */
  refused: number;
  /** Handed over when the server was cut off: it is sent to nobody twice. */
  unknown: number;
  /** Not there any more when it was their turn. */
  gone: number;
}
