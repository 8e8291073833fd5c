import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Named, RollbackScope, RollbackStay } from '../../platform';

/** « Tout ce qu’a fait Zoé Lefèvre du 12 mars au 14 mars 2026 » */
export function scopeText(scope: RollbackScope, authors: readonly Named[]): string {
  if (scope.kind === 'day') return t('scope-day', { day: longDay(scope.day, language()) });
  const name = authors.find(({ id }) => id === scope.person)?.name ?? '';
  const from = scope.from && longDay(scope.from, language());
  const until = scope.until && longDay(scope.until, language());
  if (from && until) return t('scope-person-between', { name, from, until });
  if (from) return t('scope-person-from', { name, from });
  return until ? t('scope-person-until', { name, until }) : t('scope-person', { name });
}

/** What a line is about: « Cotisation (Zoé Lefèvre) ». */
export function calledText({ sort, name }: Pick<RollbackStay, 'sort' | 'name'>): string {
  const own = name || t('rollback-unnamed');
  switch (sort) {
    case 'dues':
      return name ? t('rollback-dues-of', { name }) : t('rollback-dues');
    case 'promise':
    case 'fact':
    case 'list':
    case 'message':
    case 'delegation':
    case 'feed':
      return t(`rollback-${sort}`, { name: own });
    default:
      return own;
  }
}
