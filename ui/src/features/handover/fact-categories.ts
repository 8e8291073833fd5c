import type { FactCategory } from '../../platform';

/** In the order in which facts are listed. */
export const FACT_CATEGORIES: FactCategory[] = ['room', 'key', 'account', 'equipment', 'supplier', 'contact', 'other'];

export function isFactCategory(word: string): word is FactCategory {
  return FACT_CATEGORIES.some((category) => category === word);
}
