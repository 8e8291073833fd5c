import type { Mandate } from './session';

/** What a unit is called, where its clocks are set, by which code it is known. */
export interface UnitSheet {
  unit: Mandate['unit'];
  /** IANA name of its time zone. */
  zone: string;
  /** By which the party knows it; empty when it has none. */
  code: string;
  /** How the unit above is called; null where that isn't known here. */
  parent: string | null;
  /** Whether whoever uses this laptop may put it right. */
  changeable: boolean;
}

/** A unit's facts as they are written. What is empty isn't said. */
export interface UnitDraft {
  name: string;
  zone: string;
  code: string;
}
