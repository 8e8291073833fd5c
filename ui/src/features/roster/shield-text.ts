import { language, t } from '../../l10n/l10n.svelte';
import type { Shield } from '../../platform';

/** The rule, who can agree, and what is left of the day. */
export function shieldText({ most, left, others }: Shield): string {
  return `${t('shield-rule', { most, who: whoText(others) })} ${t('shield-left', { count: left })}`;
}

/** « André Côté ou Nadia Benali » */
export function whoText(others: string[]): string {
  return others.length === 0
    ? t('shield-nobody')
    : new Intl.ListFormat(language(), { type: 'disjunction' }).format(others);
}
