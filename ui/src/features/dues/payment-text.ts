import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Payment } from '../../platform';

/** « le 12 février 2026, par chèque, n° 2026-04 »; empty when nothing of it is known. */
export function howPaid({ paidOn, method, receipt }: Pick<Payment, 'paidOn' | 'method' | 'receipt'>): string {
  const parts = [
    paidOn && t('payment-on', { day: longDay(paidOn, language()) }),
    method && t(`paid-by-${method}`),
    receipt && t('payment-number', { receipt }),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Years that dues are noted for: the next one, this one, and those before. */
export function duesYears(today: string): number[] {
  const thisYear = Number(today.slice(0, 4));
  return Array.from({ length: BACK + 2 }, (_, index) => thisYear + 1 - index);
}

const BACK = 6;
