import type { RosterColumn } from './roster';
import type { Display } from './session';

/** What a notification shows on a locked screen. */
export type NotificationDetail = 'discreet' | 'title' | 'full';

export interface Settings extends Display {
  startWithSession: boolean;
  remindEveningBefore: boolean;
  remindHourBefore: boolean;
  /** Nothing rings between these wall times, `HH:MM`; equal: no quiet hours. */
  quietFrom: string;
  quietUntil: string;
  notificationDetail: NotificationDetail;
  /** Columns of the roster beside the name, in order. */
  rosterColumns: RosterColumn[];
}

/** What this laptop keeps. */
export interface ThisDevice {
  name: string;
  folder: string;
  protection: 'keyring' | 'passphrase';
  /** In bytes, everything included. */
  size: number;
  version: string;
}

export interface SettingsSheet {
  settings: Settings;
  device: ThisDevice;
}
