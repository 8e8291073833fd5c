import type { Day, Id, WallTime } from './base';

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

/** An invitation of somebody who has, or had, a laptop: others have time to see it. */
export interface WaitingLaptop {
  id: Id;
  /** In whose name, as they are called; empty when nothing here says it. */
  holder: string;
  /** Who made it; empty when nothing here says it. */
  author: string;
  /** Two sealed codes asked for it. */
  byCodes: boolean;
  /** From when it serves. */
  opens: WallTime;
  /** It is in the name of whoever reads this. */
  own: boolean;
  /** They may put an end to it. */
  contestable: boolean;
}

export interface DevicesSheet {
  /** The oldest first. */
  laptops: Laptop[];
  /** The first to serve first. */
  waiting: WaitingLaptop[];
  /** Whom the holder of this laptop may invite. Nobody: they may neither invite nor shut out. */
  invitable: { id: Id; name: string }[];
}

/** What is handed to whoever was invited; both say the same. */
export interface Handover {
  code: string;
  link: string;
  /** From when they serve; null when that is at once. */
  opens: WallTime | null;
}
