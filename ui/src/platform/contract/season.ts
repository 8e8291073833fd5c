import type { Day, Id, Named, WallTime } from './base';

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
export type SeasonColumn = 'unit' | 'step' | 'secretary' | 'until' | 'elected' | 'minutes';

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
}
