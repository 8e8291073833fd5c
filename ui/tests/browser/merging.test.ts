import { expect, it } from 'vitest';
import { opener } from './at';
import { joining } from './steps';
import { tabTo } from './tab-to';

const at = opener();

it('decides that one section becomes a part of another, once what follows was seen, and gives it up', async () => {
  const page = await at('#/settings', 'federal=1');
  await tabTo(page, 'Réunir deux sections');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Section qui disparaît').selectOption('Section du Pecq');
  await dialog.getByRole('button', { name: 'Voir ce qui suivra' }).press('Enter');
  await dialog.getByText('Choisissez deux sections différentes').waitFor();
  await dialog.getByLabel('Section qui l’accueille').selectOption('Section du Pecq');
  await dialog.getByRole('button', { name: 'Voir ce qui suivra' }).press('Enter');
  await dialog.getByText('Choisissez deux sections différentes').waitFor();
  await dialog.getByLabel('Section qui l’accueille').selectOption('Section de Poissy');
  await dialog.getByRole('button', { name: 'Voir ce qui suivra' }).press('Enter');
  await dialog.getByText('Les mandats de «\u202fSection du Pecq\u202f» prennent fin').waitFor();
  await tabTo(page, 'Décider de les réunir');
  await page.keyboard.press('Enter');
  await page.getByText('aucune des deux n’a encore répondu').waitFor();
  await page.getByRole('button', { name: 'Renoncer à réunir Section du Pecq et Section de Poissy' }).press('Enter');
  await page.getByText('a été abandonnée').waitFor();
  await page.close();
});

it('shows what will follow once a section was chosen, and why', async () => {
  const page = await at('#/settings', 'federal=1');
  await joining(page);
  await page.getByRole('dialog').getByText('moins de cinq adhérents').waitFor();
  await page.close();
});

it('agrees in two steps, as it isn’t undone', async () => {
  const page = await at('#/pending', 'merging=ending');
  await page.getByRole('button', { name: 'Accepter…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('cela ne s’annule pas').waitFor();
  await dialog.getByRole('button', { name: 'Précédent' }).press('Enter');
  await page.getByRole('heading', { name: 'Une unité en rejoint une autre' }).waitFor();
  await page.getByRole('button', { name: 'Accepter…' }).press('Enter');
  await dialog.getByRole('button', { name: 'Accepter pour de bon' }).press('Enter');
  await page.getByText('Vous acceptez que').waitFor();
  await page.getByRole('heading', { name: 'Une unité en rejoint une autre' }).waitFor({ state: 'detached' });
  await page.close();
});

it('refuses with one key', async () => {
  const page = await at('#/pending', 'merging=taking');
  await tabTo(page, 'Refuser');
  await page.keyboard.press('Enter');
  await page.getByText('Rien ne change.').waitFor();
  await page.close();
});

it('offers nothing to a section in its own settings but the way to what waits', async () => {
  const page = await at('#/settings', 'merging=taking');
  await page.getByText('n’a pas encore répondu').waitFor();
  expect(await page.getByRole('button', { name: /Réunir|Renoncer/u }).count()).toBe(0);
  await page.getByRole('link', { name: 'Répondre' }).press('Enter');
  await page.getByRole('heading', { name: 'Une unité en rejoint une autre' }).waitFor();
  await page.close();
});

it('takes over those whom a section has left that became a part of this one, as one act', async () => {
  const page = await at('#/settings', 'merging=done');
  await tabTo(page, 'Reprendre les personnes de Section du Pecq');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nadia Belkacem').waitFor();
  await dialog.getByText('1 personne peut-être déjà dans votre fichier').waitFor();
  await dialog.getByRole('button', { name: 'Reprendre ces 2 personnes' }).press('Enter');
  await page.getByText('2 personnes de Section du Pecq sont dans votre fichier.').waitFor();
  await page.getByRole('button', { name: 'Reprendre les personnes de Section du Pecq' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Annuler', exact: true }).first().press('Enter');
  await page.getByRole('button', { name: 'Reprendre les personnes de Section du Pecq' }).waitFor();
  await page.close();
});
