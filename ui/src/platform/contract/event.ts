import type { Id, SubjectKind } from './base';
import type { Status } from './session';

/** Facts the core sends up. They carry ids only: a screen that shows one of them reads again. */
export type CoreEvent =
  /** `ids` empty: many, read everything of these kinds again. `source`: written on this laptop or elsewhere. */
  | { kind: 'changed'; subjects: SubjectKind[]; ids: Id[]; source: 'here' | 'elsewhere' }
  | { kind: 'status'; status: Status }
  /** Locked, revoked, lease over, or midnight passed: ask `start` again. */
  | { kind: 'session' };
