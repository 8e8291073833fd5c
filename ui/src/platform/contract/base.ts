/** Opaque identifier, a UUID written as text: 64-bit integers do not survive JavaScript. */
export type Id = string;

/** A calendar day, `2026-11-22`. */
export type Day = string;

/**
 * Wall time in the unit's own time zone, to the minute: `2026-11-22T18:30`.
 * The core converts from instants; screens never do zone arithmetic.
 */
export type WallTime = string;

/** The rows a screen shows: `limit` rows from `offset`, both counted in rows. */
export interface RowRange {
  offset: number;
  limit: number;
}

/** What every writing command answers, once the change is fsynced in the outbox. */
export interface Saved {
  /** The act that `undo` takes back; an import of 300 people is one act. */
  act: Id;
}

/** Answer of a command that made something new. */
export interface Created extends Saved {
  id: Id;
}

/** What a change is about, as the screens name it. */
export type SubjectKind = 'person' | 'event' | 'document';

/** A pointer to a subject with the name it bears now (or bore last, when it was removed). */
export interface Subject {
  kind: SubjectKind;
  id: Id;
  name: string;
}

/** A person, or a unit, known by its name. */
export interface Named {
  id: Id;
  name: string;
}
