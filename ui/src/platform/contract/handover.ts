import type { Day, Id, Named, WallTime } from './base';
import type { Caretaker, Prolonged } from './caretaker';
import type { Mandate, Office } from './session';

export interface HandoverPage {
  /** The unit that the room is about. */
  unit: Mandate['unit'];
  /** Who holds office, who will, then who did, the latest first. */
  seats: Seat[];
  /** Of this unit and of those below it: those that wait first. */
  claims: ClaimRow[];
  /** Who sees which part of what the unit keeps. */
  viewers: Viewer[];
  /** Where the holder of this laptop may say who was elected. Nowhere: they only read. */
  places: ClaimPlace[];
  /** How many units below have a renewal to follow. */
  followed: number;
}

/** One mandate of the unit. */
export interface Seat {
  id: Id;
  office: Office;
  /** What they are in charge of, of an office that is held for a theme. */
  theme: string | null;
  holder: Named;
  since: Day;
  /** The last day. */
  until: Day | null;
  /** Suspended: it isn't over, and gives nothing. */
  held: 'now' | 'suspended' | 'later' | 'over';
  /** Others hold the same office at the same time, which usually one person holds. */
  joint: boolean;
  /** It is held by whoever uses this laptop. */
  mine: boolean;
  /** Who said that they hold it. Nobody: it was recorded when the unit was opened. */
  attested: Voice[];
  /** Where what shows it is, in words. */
  proof: string | null;
  /** That itself, where it is in the archives here. */
  document: { id: Id; title: string } | null;
  /** What the office may do, read from the table of access. */
  abilities: Ability[];
  /** What suspends it, or is to. */
  suspension: Suspension | null;
  /** What whoever uses this laptop may say of it. */
  may: SuspensionWord | null;
  /** Whether whoever uses this laptop may end it; that of somebody else ends once a second mandate agrees. */
  ends: boolean;
  /** That its holder is in charge for a time. */
  caretaker: Caretaker | null;
  /** What it prolongs. */
  prolongs: Prolonged | null;
}

/** A time in which a mandate gives nothing. */
export interface Suspension {
  since: Day;
  /** The last day; null while it runs until it is lifted. */
  until: Day | null;
  /** Why. */
  ground: string;
  /** Who said so, where that is known here. */
  by: string | null;
}

/** What the level above says of a mandate. */
export type SuspensionWord = 'suspend' | 'lift';

/** A suspension, as it is typed: from now on. */
export interface SuspensionDraft {
  ground: string;
  /** The last day. */
  until: Day | null;
}

/** One mandate, in its unit. */
export interface SeatSheet {
  unit: Mandate['unit'];
  seat: Seat;
}

/** Somebody who has a say. */
export interface Voice {
  /** Empty for whom nothing here names. */
  name: string;
  /** They speak from a unit above. */
  fromAbove: boolean;
  /** What they say. */
  reason: string | null;
}

/** A part of what a unit keeps. */
export type Part = 'roster' | 'dues' | 'agenda' | 'archive' | 'office';

/** One thing that an office may do, or doesn't see; `below` is in the units below. */
export type Ability =
  | 'roster_write'
  | 'roster_read'
  | 'roster_unseen'
  | 'dues_write'
  | 'dues_propose'
  | 'dues_read'
  | 'dues_unseen'
  | 'agenda_write'
  | 'agenda_read'
  | 'agenda_unseen'
  | 'archive_write'
  | 'archive_read'
  | 'archive_unseen'
  | 'office_write'
  | 'office_read'
  | 'office_invite'
  | 'office_attest'
  | 'below_write'
  | 'below_read'
  | 'below_invite'
  | 'below_attest'
  | 'below_witness'
  | 'below_count';

/** Who sees one part. */
export interface Viewer {
  part: Part;
  people: Officer[];
  /** The offices of the levels above that see it. None: nobody does there. */
  above: Office[];
}

export interface Officer {
  name: string;
  office: Office;
}

/** A unit in which one may say who was elected. */
export interface ClaimPlace {
  unit: Named;
  offices: Office[];
  /** From a unit above it: that word is enough. */
  fromAbove: boolean;
  /** A mandate may be recorded there without an election. */
  records: boolean;
  /** Who holds or held a mandate there. */
  people: Named[];
}

/**
 * Where a claim stands: it lacks people who answer for it; it can be contested; it is, or another stands against it, and the
 * level above decides; nothing stands in its way any more; and how it ended.
 */
export type ClaimStage =
  'gathering' | 'contestable' | 'contested' | 'rivalled' | 'ripe' | 'granted' | 'dismissed' | 'withdrawn';

/** A claim: somebody was elected. */
export interface ClaimRow {
  id: Id;
  unit: Named;
  office: Office;
  /** What they would be in charge of, of an office that is held for a theme. */
  theme: string | null;
  holder: Named;
  electedOn: Day;
  stage: ClaimStage;
  /** Null while it hasn't what it takes, or the server hasn't said so yet. */
  contestableUntil: WallTime | null;
  /** How many more people of the unit have to answer for it; null where only the level above is enough. */
  missing: number | null;
}

export interface ClaimSheet {
  claim: ClaimRow;
  since: Day;
  /** The last day. */
  until: Day | null;
  /** Where the minutes are, in words. */
  proof: string;
  /** The minutes themselves, where they are in the archives here. */
  document: { id: Id; title: string } | null;
  madeBy: Voice;
  /** On which day whoever was elected asked for it, where it is stated at their request. */
  requestedOn: Day | null;
  supported: Voice[];
  contested: Voice[];
  /** Who could still answer for it in the unit. */
  mightAnswer: Officer[];
  /** Claims that stand against it, each under the name of whom it names. */
  rivals: Named[];
  /** Whose mandates end with it. */
  replaces: Officer[];
  /** What the level above gave as its reason. */
  reason: string | null;
  /** What the holder of this laptop may answer now. */
  may: ClaimWord[];
}

/** An answer, without its reason or its document. */
export type ClaimWord = 'countersign' | 'contest' | 'stop_contesting' | 'withdraw' | 'uphold' | 'dismiss' | 'minutes';

/** An answer; the level above may say why. */
export type ClaimAnswer =
  | { word: 'countersign' }
  | { word: 'contest'; reason: string }
  | { word: 'stop_contesting' }
  | { word: 'withdraw' }
  | { word: 'uphold'; reason: string | null }
  | { word: 'dismiss'; reason: string | null }
  /** That it lacks, of the unit’s archives. */
  | { word: 'minutes'; document: Id };

/** Somebody was elected, as it is typed. */
export interface ClaimDraft {
  unit: Id;
  office: Office;
  /** Of an office that is held for a theme. */
  theme: string | null;
  /** Null for somebody who never held a mandate here. */
  holder: Id | null;
  holderName: string;
  electedOn: Day;
  since: Day;
  /** The last day. */
  until: Day | null;
  proof: string;
  document: Id | null;
  /** On which day whoever was elected asked for it, of a claim at their request. */
  requestedOn: Day | null;
  /** The minutes of that request, to be kept in the archives where this office writes there. */
  minutes: Id | null;
}

/** Somebody is to hold an office without an election, as it is typed. */
export interface MandateDraft {
  unit: Id;
  office: Office;
  /** Of an office that is held for a theme. */
  theme: string | null;
  /** Null for somebody who never held a mandate here. */
  holder: Id | null;
  holderName: string;
  /** Null: from now on. */
  since: Day | null;
  /** The last day. */
  until: Day | null;
  proof: string | null;
  document: Id | null;
}

/** What a claim would do. */
export interface ClaimForecast {
  /** Whose mandates would end. */
  replaces: Officer[];
  /** How many more people of the unit would have to answer for it; null where only the level above is enough. */
  missing: number | null;
  /** Who could. */
  mightAnswer: Officer[];
}
