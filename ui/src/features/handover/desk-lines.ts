import { hrefOf } from '../../app/route.svelte';
import { t } from '../../l10n/l10n.svelte';
import type { Platform } from '../../platform';
import type { Line } from './first-day-lines';

/** What lies on the desk of one's own office, and goes to whoever follows in it; nothing where nothing does. */
export async function deskLines(platform: Pick<Platform, 'savedLists' | 'keptMessages'>): Promise<Line[]> {
  const lists = await platform.savedLists();
  if (lists === null) return [];
  const messages = await platform.keptMessages();
  const templates = messages.filter(({ purpose }) => purpose === 'template').length;
  const counts = [
    lists.length > 0 ? t('first-day-lists', { count: lists.length }) : '',
    templates > 0 ? t('first-day-templates', { count: templates }) : '',
    messages.length > templates ? t('first-day-drafts', { count: messages.length - templates }) : '',
  ].filter(Boolean);
  if (counts.length === 0) return [];
  return [{ href: hrefOf('roster'), title: counts.join(' · '), note: t('first-day-desk') }];
}
