import type { Id, SubjectKind } from './base';
import type { Status } from './session';

/** What a change touches: more than what has a sheet. `office`: units, mandates, claims and laptops. */
export type Area = SubjectKind | 'office';

/** Facts the core sends up. They carry ids only: a screen that shows one of them reads again. */
export type CoreEvent =
  /** `ids` empty: many, read everything of these kinds again. `source`: written on this laptop or elsewhere. */
  | { kind: 'changed'; subjects: Area[]; ids: Id[]; source: 'here' | 'elsewhere' }
  | { kind: 'status'; status: Status }
  /** Locked, revoked, lease over, or midnight passed: ask `start` again. */
  | { kind: 'session' }
  /** Somebody quits from outside the window, and `holdQuit` said that something would be lost. */
  | { kind: 'quit' };
