import type { Day, Id } from './base';

/** A laptop that was enrolled. */
export interface Laptop {
  id: Id;
  /** As its holder calls it. */
  name: string;
  /** Whose it is, as they are called; empty when nothing here says it. */
  holder: string;
  /** Null while that part of the history isn't here. */
  since: Day | null;
  /** It was shut out. */
  revoked: boolean;
  /** The one that shows this. */
  this: boolean;
}

export interface DevicesSheet {
  /** The oldest first. */
  laptops: Laptop[];
  /** Whom the holder of this laptop may invite. Nobody: they may neither invite nor shut out. */
  invitable: { id: Id; name: string }[];
}

/** What is handed to whoever was invited; both say the same. */
export interface Handover {
  code: string;
  link: string;
}
