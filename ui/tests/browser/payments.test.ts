import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

const dues = (page: Page) => page.getByRole('region', { name: 'Cotisations' });
const lines = (page: Page) => dues(page).getByRole('listitem');

it('notes a payment with the keyboard alone, corrects it, and takes it back', async () => {
  const page = await at('#/roster/p3');
  await dues(page).waitFor();
  const before = await lines(page).count();
  await tabTo(page, 'Noter un paiement', 80);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('42,50');
  await page.getByLabel('Pour l’année').selectOption('2027');
  await page.getByLabel('Moyen').selectOption('Espèces');
  await page.keyboard.press('Enter');
  await page.getByText(/paiement noté\.$/u).waitFor();
  await expect.poll(() => lines(page).count()).toBe(before + 1);
  await lines(page).filter({ hasText: '2027' }).getByText('42,50').waitFor();
  await lines(page)
    .filter({ hasText: '2027' })
    .getByText(/^le .* 2026, espèces$/u)
    .waitFor();

  await lines(page).filter({ hasText: '2027' }).getByRole('button', { name: 'Modifier' }).click();
  await page.getByLabel('Montant, en euros').fill('20');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await lines(page).filter({ hasText: '2027' }).getByText('20,00').waitFor();
  await lines(page).filter({ hasText: '2027' }).getByRole('button', { name: 'Modifier' }).click();
  await page.getByRole('button', { name: 'Annuler ce paiement' }).click();
  await expect.poll(() => lines(page).count()).toBe(before);
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(() => lines(page).count()).toBe(before + 1);
  await page.close();
});

it('says what is no payment beside the field, and loses nothing', async () => {
  const page = await at('#/roster/p3');
  await page.getByRole('button', { name: 'Noter un paiement' }).click();
  const save = page.getByRole('button', { name: 'Noter', exact: true });
  await save.click();
  await page.getByText('À remplir.').waitFor();
  await page.getByLabel('Montant, en euros').fill('trente');
  await save.click();
  await page.getByText('Il faut un montant.').waitFor();
  await page.getByLabel('Montant, en euros').fill('30');
  await page.getByLabel('Payé le').fill('12/03/2031');
  await save.click();
  await page.getByText('Ce jour n’est pas encore venu.').waitFor();
  expect(await page.getByLabel('Montant, en euros').inputValue()).toBe('30');
  await page.keyboard.press('Escape');
  await page.getByText('Vous avez commencé à noter un paiement.').waitFor();
  await page.close();
});

it('proposes to the treasurer what they keep', async () => {
  const page = await at('#/roster/p3', 'proposes=1');
  await page.getByRole('button', { name: 'Noter un paiement' }).click();
  await page.getByText(/La trésorerie tient les comptes/u).waitFor();
  await page.getByLabel('Montant, en euros').fill('36,50');
  await page.getByRole('button', { name: 'Proposer' }).click();
  await page.getByText(/proposé à la trésorerie\.$/u).waitFor();
  const waiting = lines(page).filter({ hasText: 'Attend la trésorerie' });
  await waiting.waitFor();
  expect(await waiting.getByRole('button').count()).toBe(0);
  await page.close();
});

it('shows no dues to whom the office shows none', async () => {
  const page = await at('#/roster/p3', 'unseen=1');
  await page.getByRole('heading', { name: 'Adhésion' }).waitFor();
  expect(await dues(page).count()).toBe(0);
  await page.close();
});
