import type { Display } from '../platform';

type Language = Display['language'];

function locale(language: Language): string {
  return language === 'fr' ? 'fr-FR' : 'en-GB';
}

/** Euro cents as « 36,50 € ». */
export function money(cents: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** Euro cents as somebody types them: « 36,50 ». */
export function plainMoney(cents: number, language: Language): string {
  const figures = { minimumFractionDigits: 2, useGrouping: false };
  return new Intl.NumberFormat(locale(language), figures).format(cents / 100);
}

/** Bytes as « 184 ko » or « 1,2 Mo », decimal multiples as file managers show them. */
export function fileSize(bytes: number, language: Language): string {
  const mega = bytes >= 1_000_000;
  const unit = mega ? 'megabyte' : 'kilobyte';
  const value = Math.max(bytes, 1000) / (mega ? 1_000_000 : 1000);
  return new Intl.NumberFormat(locale(language), { style: 'unit', unit, maximumFractionDigits: mega ? 1 : 0 }).format(
    value,
  );
}
