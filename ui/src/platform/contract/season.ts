import type { Day, Id, Named, WallTime } from './base';
import type { Caretaker } from './caretaker';

export interface SeasonQuery {
  /** The day on which the season begins. */
  since: Day;
  /** Any part of the unit's name, or of a person's. */
  text: string;
  /** Only the units that are there; null: all of them. */
  step: SeasonStep | null;
  sort: { column: SeasonColumn; descending: boolean };
}

/** `step`: what waits for the level above first. */
export type SeasonColumn = 'unit' | 'step' | 'secretary' | 'until' | 'elected' | 'minutes' | 'reminded';

/** How far the renewal of a unit is, in the order of what waits for the level above. */
export type SeasonStep = 'contested' | 'rivalled' | 'gathering' | 'announced' | 'vacant' | 'silent' | 'done';

export interface SeasonPage {
  rows: RenewalRow[];
  /** Rows that satisfy the query. */
  total: number;
  /** Units, whatever the query. */
  all: number;
  /** How many units are at each step. */
  counts: Record<SeasonStep, number>;
  /** Units that lack something, and that whoever uses this laptop may remind of it. */
  behind: number;
}

export interface RenewalRow {
  unit: Named;
  step: SeasonStep;
  /** Who holds the office, or will from a known day on. */
  secretary: {
    name: string;
    since: Day;
    until: Day | null;
    /** Since when their mandate is suspended, if it is. */
    suspended: Day | null;
    /** That they are in charge for a time. */
    caretaker: Caretaker | null;
  } | null;
  /** What was declared this season. */
  election: {
    /** The claim. */
    id: Id;
    name: string;
    electedOn: Day;
    /** The minutes are in the unit's archives. */
    minutes: boolean;
    contestableUntil: WallTime | null;
  } | null;
  /** When the unit was last reminded of something. */
  reminded: Day | null;
  /** The sections that are coming out of it; `agreed`: it said yes. */
  splits: { name: string; agreed: boolean }[];
  /** What it can be reminded of. */
  behind: {
    lacking: Lacking;
    /** Since which day. */
    since: Day;
    /** From which day on it can be reminded of that again, if it was within the week. */
    notBefore: Day | null;
  } | null;
}

/** What a unit lacks. */
export type Lacking = 'election' | 'countersignature' | 'minutes';

/** Whom a reminder would reach. */
export interface RemindPlan {
  /** The first of those. */
  rows: { unit: Named; lacking: Lacking; since: Day }[];
  /** How many there are. */
  due: number;
  /** How many were reminded within the week, and are left out. */
  lately: number;
}

/** What the level above reminded this unit of. */
export interface UnitReminder {
  id: Id;
  /** Of which unit. */
  unit: Named;
  lacking: Lacking;
  /** Since which day. */
  since: Day;
  /** When it was reminded. */
  at: Day;
  /** The claim that waits for somebody else, where it is that. */
  claim: Id | null;
}
