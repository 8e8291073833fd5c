import { t } from '../l10n/l10n.svelte';
import type { Status } from '../platform';

/** The quiet line: one state in words, and what waits for a decision. */
export interface StatusWords {
  state: 'shared' | 'leaving' | 'offline';
  text: string;
  refused: string | null;
  toVerify: string | null;
  /** Nothing shows reminders outside this window. */
  silent: string | null;
}

export function statusWords({ connection, waiting, refused, toVerify, notifies }: Status): StatusWords {
  return {
    ...(connection === 'offline' ? offline(waiting) : online(waiting)),
    refused: refused > 0 ? t('status-refused', { count: refused }) : null,
    toVerify: toVerify > 0 ? t('status-to-verify', { count: toVerify }) : null,
    silent: notifies ? null : t('status-silent'),
  };
}

function offline(waiting: number): Pick<StatusWords, 'state' | 'text'> {
  return {
    state: 'offline',
    text: waiting > 0 ? t('status-offline-waiting', { count: waiting }) : t('status-offline'),
  };
}

function online(waiting: number): Pick<StatusWords, 'state' | 'text'> {
  return waiting > 0
    ? { state: 'leaving', text: t('status-leaving', { count: waiting }) }
    : { state: 'shared', text: t('status-shared') };
}
