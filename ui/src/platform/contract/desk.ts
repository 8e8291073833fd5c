import type { Id } from './base';
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
}
