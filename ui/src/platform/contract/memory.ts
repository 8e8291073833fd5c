import type { Day, Id } from './base';

/** What a fact is about, in the order in which they are listed. */
export type FactCategory = 'room' | 'key' | 'account' | 'equipment' | 'supplier' | 'contact' | 'other';

/** A promise as it is written. `title`: what; the other texts are empty where nobody said. */
export interface PromiseDraft {
  title: string;
  /** To whom. */
  promisedTo: string;
  /** The day on which it was promised. */
  madeOn: Day | null;
  /** The day by which it is to be kept. */
  dueOn: Day | null;
  note: string;
}

export interface OpenPromise extends PromiseDraft {
  id: Id;
}

/** A fact as it is written. The texts but the title are empty where nobody said. */
export interface FactDraft {
  title: string;
  category: FactCategory;
  /** Who has it in hand. */
  heldBy: string;
  note: string;
}

export interface PracticalFact extends FactDraft {
  id: Id;
}

/** What became of a promise. */
export type PromiseOutcome = 'kept' | 'given_up';
