import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { FeedRow } from '../../platform';

/** Where their sheet lies in the agenda, beside those of events. */
export const FEEDS = 'feeds';

/** Who answers for it, or that nobody does any more. */
export function feedStanding({ answeredBy, own, answers }: FeedRow): string {
  const name = answeredBy ?? t('feed-somebody');
  if (!answers) return t('feed-idle', { name });
  return own ? t('feed-answers-own') : t('feed-answers', { name });
}

export function feedOpened({ openedBy, opened }: FeedRow): string {
  return t('feed-opened-by', { day: longDay(opened, language()), name: openedBy ?? t('feed-somebody') });
}
