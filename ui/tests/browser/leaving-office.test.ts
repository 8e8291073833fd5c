import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('leaves an office with a day, by the keyboard', async () => {
  const page = await at('#/handover/mandate-section');
  await tabTo(page, 'Quitter cette fonction', 60);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('déclarez plutôt son élection').waitFor();
  expect(await dialog.getByText('second mandat').count()).toBe(0);
  await dialog.getByLabel('Dernier jour').fill('01/11/2026');
  await page.keyboard.press('Enter');
  await dialog.getByText('un jour à venir').waitFor();
  await dialog.getByLabel('Dernier jour').fill('30/11/2026');
  await page.keyboard.press('Enter');
  await page.getByText('Fin du mandat enregistrée').waitFor();
  await page.getByText('30 novembre 2026').first().waitFor();
  await page.close();
});

it('says that ending another’s mandate takes two, and shows nobody who may not', async () => {
  const page = await at('#/handover/s2');
  await page.getByRole('button', { name: 'Mettre fin au mandat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Il y faut un second mandat').waitFor();
  await dialog.getByRole('button', { name: 'Mettre fin au mandat' }).click();
  await page.getByText('garde ce mandat jusqu’à l’accord').waitFor();
  await page.close();
  const reader = await at('#/handover/s2', 'reader=1');
  await reader.getByRole('heading', { name: 'André Côté' }).waitFor();
  expect(await reader.getByRole('button', { name: 'Mettre fin au mandat' }).count()).toBe(0);
  await reader.close();
});
