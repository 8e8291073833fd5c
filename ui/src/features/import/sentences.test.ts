import { afterEach, expect, it } from 'vitest';
import { speak } from '../../l10n/l10n.svelte';
import type { ImportDone } from '../../platform';
import { resultText, unreadableText } from './sentences';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');
const done = (created: number, updated: number, skipped: number, held = 0): ImportDone => ({
  act: 'a1',
  created,
  updated,
  skipped,
  held,
});

afterEach(() => speak('fr'));

it('names a cell as what it is not', async () => {
  const cell = { line: 4, header: 'CP', value: 'soixante', reason: 'postcode' as const };
  expect(plain(unreadableText(cell))).toBe(
    'Ligne 4, « CP » : soixante n’est pas un code postal. Le reste de la ligne est repris.',
  );
  expect(plain(unreadableText({ ...cell, header: '', reason: 'amount' }))).toMatch(
    /^Ligne 4 : soixante n’est pas une/u,
  );
  expect(plain(unreadableText({ ...cell, reason: 'no_name' }))).toBe(
    'Ligne 4 : il n’y a pas de nom. Elle est laissée de côté.',
  );
  const other = { line: 3, header: 'Total 2025', value: '40', reason: 'other_amount' as const };
  expect(plain(unreadableText(other))).toBe(
    'Ligne 3, « Total 2025 » : le fichier donne ailleurs une autre somme que 40 pour la même année. C’est l’autre qui est reprise, avec le reste de la ligne.',
  );
  await speak('en');
  expect(unreadableText(cell)).toBe('Line 4, “CP”: soixante is not a postcode. The rest of the line is taken.');
});

it('tells of an import only what happened', async () => {
  expect(plain(resultText(done(12, 0, 0)))).toBe('12 personnes ajoutées.');
  expect(plain(resultText(done(1, 1, 1)))).toBe('1 personne ajoutée. 1 fiche mise à jour. 1 ligne laissée de côté.');
  expect(plain(resultText(done(20, 5, 0, 25)))).toBe(
    'Rien n’est encore fait : 25 fiches attendent l’accord d’une autre personne qui tient le fichier.',
  );
  expect(plain(resultText(done(0, 0, 0)))).toBe('Rien n’a changé : tout était déjà dans le fichier.');
  await speak('en');
  expect(resultText(done(0, 3, 0))).toBe('3 records updated.');
});
