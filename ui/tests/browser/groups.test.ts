import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('opens a working group with who leads it, renames it, and has it closed', async () => {
  const page = await at('#/settings');
  await tabTo(page, 'Ouvrir un groupe de travail');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nom', { exact: true }).fill('Groupe logement');
  await page.keyboard.press('Enter');
  await dialog.getByText('À remplir.').waitFor();
  await dialog.getByLabel('Prénom et nom de qui le dirige').fill('Awa Diop');
  await page.keyboard.press('Enter');
  await dialog.getByText('est ouvert. Remettez ce lien à Awa Diop').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('dirigé par Awa Diop').waitFor();
  await page.getByRole('button', { name: 'Corriger Groupe logement' }).press('Enter');
  await dialog.getByRole('heading', { name: 'Corriger' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clore Groupe logement' }).press('Enter');
  await dialog.getByText('Awa Diop doit d’abord accepter').waitFor();
  await dialog.getByRole('button', { name: 'Clore', exact: true }).press('Enter');
  await page.getByText('Vous demandez à clore').waitFor();
  await page.close();
});

it('says who leads each, and offers nothing to whoever only reads', async () => {
  const page = await at('#/settings', 'grouping=1&reader=1');
  await page.getByText('que plus personne ne dirige').waitFor();
  expect(await page.getByRole('button', { name: /groupe de travail|Clore/u }).count()).toBe(0);
  await page.close();
});
