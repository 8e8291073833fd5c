import type { Day, Id, WallTime } from './base';
import type { RosterColumn } from './roster';

/** Text size in CSS pixels of the base setting. */
export type TextSize = 16 | 18 | 21;

/** What the very first paint needs; kept outside the encrypted profile, and holds nothing personal. */
export interface Display {
  textSize: TextSize;
  theme: 'system' | 'light' | 'dark';
  language: 'fr' | 'en';
}

/** Answer to `start`: how to paint, and what may be shown. */
export interface Start {
  display: Display;
  session: Session;
}

/** Where this laptop stands. Every state but `open` is a page with one action. */
export type Session =
  /** No profile here yet. `keyring` tells whether the system can guard the key without a passphrase. */
  | { state: 'first_run'; keyring: 'ok' | 'absent'; today: Day }
  /** The profile wants its passphrase: `unlock`. */
  | { state: 'locked'; person: string }
  /** The system's keyring did not answer or stays locked: `reopen` asks it again. */
  | { state: 'keyring_locked' }
  /** The keyring that guarded the key is gone: `reopen` after it is back, or `forget` to enrol again. */
  | { state: 'keyring_absent' }
  /** The keyring answers with another key than the profile's: enrol again with the recovery sheet (`forget`). */
  | { state: 'keyring_changed' }
  /** A second window or session holds this profile: `reopen` once it is closed. */
  | { state: 'already_open' }
  /** The database is another program's file, or doesn't read back: `forget` to enrol again. */
  | { state: 'foreign' }
  | { state: 'damaged' }
  /** A later version wrote it, or no room is left, or its key is the command line's: `reopen` once that is mended. */
  | { state: 'newer' }
  | { state: 'disk_full' }
  | { state: 'key_file' }
  /** Too long without the server; `waiting` changes are kept here. `renew` speaks with the server. */
  | { state: 'lease_over'; lastContact: Day; waiting: number }
  /** The clock shows a time more than a day before `seen`: `renew`, once it is put right, or to have the server say the time. */
  | { state: 'clock_behind'; seen: Day; waiting: number }
  /** The person's mandate is suspended: nothing is shown, and all of it comes back when that is lifted. `renew` asks the server. */
  | { state: 'suspended'; unit: string; since: Day; until: Day | null; ground: string }
  /**
   * The mandate ended or the laptop was shut out; `delivered` changes wait for the successor, `lost` ones were taken by
   * nobody. `forget` starts afresh.
   */
  | { state: 'revoked'; on: Day; unit: string; delivered: number; lost: number }
  /** The delegation is over, and what was here is gone. `event`, `year`: what it was for; neither where that event was taken out. */
  | {
      state: 'delegation_over';
      on: Day;
      unit: string;
      event: string | null;
      year: number | null;
      delivered: number;
      lost: number;
    }
  /** Whoever uses this laptop holds no office: they do one thing (`delegateSheet`), and see nothing else. */
  | { state: 'delegated'; status: Status }
  | { state: 'open'; frame: Frame };

/** What surrounds every room. */
export interface Frame {
  /** Today in the unit's time zone. Screens never read the clock themselves. */
  today: Day;
  person: { id: Id; name: string };
  /** The mandate under which this window works. */
  mandate: Mandate;
  /** The unit whose records the rooms show. */
  unit: Id;
  /** Where the window can work, the person's own units first. One, for most. */
  places: Place[];
  /** The rooms that this office has, beside those that all have. */
  rooms: ('roster' | 'agenda' | 'archives')[];
  /** Columns of the roster beside the name, in order, as this person chose them. */
  rosterColumns: RosterColumn[];
  status: Status;
}

/** The role held; `joint` when two people hold it together. */
export type Office =
  | 'secretary'
  | 'deputy'
  | 'treasurer'
  | 'deputy_treasurer'
  | 'bureau_member'
  | 'first_federal_secretary'
  | 'federal_deputy'
  | 'federal_treasurer'
  | 'membership_bureau'
  | 'federal_secretary'
  | 'federal_council_member'
  | 'rollout_officer'
  | 'national_administrator'
  | 'national_membership_office'
  | 'above'
  | 'server';

/** A unit whose records can be shown. */
export interface Place {
  unit: Mandate['unit'];
  /** The person's own office in it; null in one that became a part of theirs. */
  office: Office | null;
  /** Whether it became a part of another. */
  closed: boolean;
}

/** One person holding one office in one unit from a date to a date. */
export interface Mandate {
  id: Id;
  office: Office;
  unit: { id: Id; name: string; kind: 'national' | 'federation' | 'section' | 'group' };
  since: Day;
  until: Day | null;
}

/** What the quiet line says. Counts are changes, except `toVerify`: overlaps not yet settled. */
export interface Status {
  /**
   * `failing`: something answers, and not as it should, or this laptop can't take it. `distrusted`: an alarm was raised,
   * and the profile only reads. `restoring`: the server was put back from a backup, takes back what laptops have beyond it, and
   * answers nothing else yet. `alone`: the section has no server, and this laptop numbers and seals for itself.
   */
  connection: 'online' | 'offline' | 'failing' | 'restoring' | 'distrusted' | 'alone';
  /** Saved here, not yet received by the server. */
  waiting: number;
  refused: number;
  toVerify: number;
  /** Whether anything in this session shows notifications; if not, reminders are in the agenda only. */
  notifies: boolean;
  /** Last exchange with the server; null while the section is alone on this laptop. */
  lastContact: WallTime | null;
}

/** What the newcomer answers. A passphrase is at least 12 characters. */
export interface Enrolment {
  /** The code or link, as typed. */
  invitation: string;
  givenName: string;
  familyName: string;
  protection: { kind: 'keyring' } | { kind: 'passphrase'; passphrase: string };
  startWithSession: boolean;
}
