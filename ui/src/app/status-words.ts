import { t } from '../l10n/l10n.svelte';
import type { Status } from '../platform';

/** The quiet line: one state in words, and what waits for a decision. */
export interface StatusWords {
  state: 'shared' | 'leaving' | 'offline' | 'failing' | 'restoring' | 'distrusted' | 'alone';
  text: string;
  refused: string | null;
  toVerify: string | null;
  /** Nothing shows reminders outside this window. */
  silent: string | null;
}

export function statusWords({ connection, waiting, refused, toVerify, notifies }: Status): StatusWords {
  return {
    ...line(connection, waiting),
    refused: refused > 0 ? t('status-refused', { count: refused }) : null,
    toVerify: toVerify > 0 ? t('status-to-verify', { count: toVerify }) : null,
    silent: notifies ? null : t('status-silent'),
  };
}

/** Each state has a sentence for when nothing waits, and one that counts what does. */
function line(connection: Status['connection'], waiting: number): Pick<StatusWords, 'state' | 'text'> {
  if (connection === 'distrusted' || connection === 'alone')
    return { state: connection, text: t(`status-${connection}`) };
  const state = connection !== 'online' ? connection : waiting > 0 ? 'leaving' : 'shared';
  if (state === 'shared' || state === 'leaving') return { state, text: t(`status-${state}`, { count: waiting }) };
  return { state, text: t(waiting > 0 ? `status-${state}-waiting` : `status-${state}`, { count: waiting }) };
}
