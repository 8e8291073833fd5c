import type { Subject } from './base';

/** A find of the palette. People, events and documents only: the commands are the screens' own. */
export interface SearchHit {
  subject: Subject;
  /** What tells it from another of the same name: a commune, a raw date (`Day`). */
  detail: string;
}
