/** Around a handover: how many people one may change alone in 24 hours. What goes beyond waits for somebody else. */
export interface Shield {
  most: number;
  /** How many of them are left. */
  left: number;
  /** Who else keeps the roster and can agree, by name. */
  others: string[];
}
