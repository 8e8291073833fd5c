import type { Day, Id, Named } from './base';
import type { Seat } from './handover';
import type { Office } from './session';

/** What a mandate says beyond others, when its holder is in charge for a time. */
export interface Caretaker {
  /** Who said so, where that is known here. */
  by: string | null;
  /** Why. */
  reason: string;
}

/** What such a mandate prolongs. */
export interface Prolonged {
  /** Who was in charge by that one. */
  name: string;
  /** Since when somebody has been, by all that were prolonged. */
  first: Day;
}

/** Who holds which office in a unit below. */
export interface BureauPage {
  seats: Seat[];
  /** The offices in which whoever uses this laptop may put somebody in charge. None: they may not. */
  appoints: Office[];
}

/** An appointment, as it is typed. */
export interface CaretakerDraft {
  unit: Id;
  office: Office;
  /** Null for somebody who never held a mandate here. */
  holder: Id | null;
  holderName: string;
  /** Null: from now on. */
  since: Day | null;
  /** The last day. */
  until: Day;
  reason: string;
  /** The mandate that it prolongs. */
  prolongs: Id | null;
}

/** Somebody who was put in charge of a unit of whoever uses this laptop, until they say that they read so. */
export interface Appointed {
  /** Of the mandate. */
  id: Id;
  unit: Named;
  office: Office;
  name: string;
  since: Day;
  /** The last day. */
  until: Day | null;
  caretaker: Caretaker;
}
