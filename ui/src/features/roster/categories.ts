import { t } from '../../l10n/l10n.svelte';
import type { Category } from '../../platform';

const CATEGORIES: readonly Category[] = ['member', 'former_member', 'regular_contact', 'occasional_contact'];

export function categoryOptions(): { value: Category; label: string }[] {
  return CATEGORIES.map((value) => ({ value, label: t(`category-${value}`) }));
}

export function isCategory(raw: string): raw is Category {
  return CATEGORIES.some((one) => one === raw);
}
