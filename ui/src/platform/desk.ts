/** What lies on the desk of the office: whoever follows in it finds it. */
import type { Created, Id, Saved, WallTime } from './contract/base';
import type { KeptMessage, Letter, MailingsPage, MessageDraft, SavedList } from './contract/desk';
import type { RosterQuery } from './contract/roster';

export interface DeskPlatform {
  /** By name; null where the office has no desk yet: its server has to be updated. */
  savedLists(): Promise<SavedList[] | null>;
  /** `invalid`, `taken`. */
  saveList(name: string, asks: RosterQuery): Promise<Created>;
  renameList(list: Id, name: string): Promise<Saved>;
  /** Gives it another question. `unchanged`. */
  replaceList(list: Id, asks: RosterQuery): Promise<Saved>;
  dropList(list: Id): Promise<Saved>;
  /** Templates, then drafts, by what they are about. */
  keptMessages(): Promise<KeptMessage[]>;
  keepMessage(draft: MessageDraft): Promise<Created>;
  /** Writes what differs between `seen`, as it was shown, and `draft`. */
  changeMessage(message: Id, seen: MessageDraft, draft: MessageDraft): Promise<Saved>;
  dropMessage(message: Id): Promise<Saved>;
  /** To whom a message of this text would go today. Nothing leaves yet. */
  weighLetter(to: RosterQuery, subject: string, body: string): Promise<Letter>;
  /** Opens one of the messages that it takes in the system's mail program. How many addresses leave is stated. `unagreed`, `changed`. */
  openLetter(to: RosterQuery, subject: string, body: string, batch: number): Promise<void>;
  /** All addresses, to be copied. How many leave is stated. `unagreed`. */
  letterAddresses(to: RosterQuery): Promise<string[]>;
  /** What the server is to send, and what it sent. */
  mailings(): Promise<MailingsPage>;
  /** Has the server send it at that time, to whom the question finds then; undo calls it off. `invalid`, `no_mail`. */
  scheduleMailing(to: RosterQuery, subject: string, body: string, at: WallTime): Promise<Created>;
  /** Answers for one from now on, at another time or, with null, at its own. `invalid`, `begun`. */
  takeUpMailing(mailing: Id, at: WallTime | null): Promise<void>;
  /** It is sent to nobody. `begun`. */
  callOffMailing(mailing: Id): Promise<void>;
}
