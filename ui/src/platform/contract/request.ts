import type { Day, Id } from './base';
import type { Office } from './session';

/** What somebody who was elected, and holds no office yet, asks for: a file that they hand to those who answer for them. */
export interface RequestDraft {
  /** How the unit is called, as they write it. */
  unit: string;
  office: Office;
  /** Of an office that is held for a theme. */
  theme: string | null;
  person: string;
  electedOn: Day;
  /** The last day. */
  until: Day | null;
  proof: string;
  /** As `chooseMinutes` staged them. */
  minutes: Id | null;
}

/** A request, as it was received. */
export interface ClaimRequest {
  /** The one of the places for a claim that it means. Null: none, or several. */
  place: Id | null;
  /** The open claim that says the same already. */
  declared: Id | null;
  /** How it calls the unit. */
  unit: string;
  office: Office;
  theme: string | null;
  person: string;
  /** Who that is, where somebody of that name holds or held a mandate there. */
  holder: Id | null;
  electedOn: Day;
  since: Day;
  /** The last day. */
  until: Day | null;
  proof: string;
  requestedOn: Day;
  minutes: StagedMinutes | null;
}

/** Minutes that were chosen, or came with a request, and aren't kept yet. */
export interface StagedMinutes {
  file: Id;
  fileName: string;
  /** Whether a claim at this request keeps them in the archives. */
  kept: boolean;
}
