import type { Desk } from '../../app/desk.svelte';
import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { DocumentRow } from '../../platform';

/** The latest minutes that are offered. */
const MOST = 40;

/** Those of the archives, for whom they are open. */
export async function latestMinutes({ frame, platform }: Desk): Promise<DocumentRow[]> {
  if (!frame.rooms.includes('archives')) return [];
  return (await platform.archives({ text: '', year: null, kind: 'minutes' }, { offset: 0, limit: MOST })).rows;
}

/** « Compte rendu de la réunion de section, 20 novembre 2026 » */
export function minutesText({ title, date }: DocumentRow): string {
  return t('proof-document', { title, day: longDay(date, language()) });
}
