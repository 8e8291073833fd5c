import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('entrusts the attendance with the keyboard alone, and ends it', async () => {
  const page = await at('#/agenda/e7');
  await page.getByRole('heading', { name: 'Pointage confié' }).waitFor();
  await tabTo(page, 'Confier le pointage', 200);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('ni adresse, ni téléphone').waitFor();
  expect(await dialog.getByText('Autour d’une passation').count()).toBe(0);
  await page.keyboard.press('Enter');
  await dialog.getByText('À remplir.').waitFor();
  await page.keyboard.type('Awa Ndiaye');
  await page.keyboard.press('Enter');
  await dialog.getByText('Awa Ndiaye pourra noter les présences jusqu’au').waitFor();
  await dialog.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('code pas encore utilisé').waitFor();
  await page.getByRole('button', { name: 'Mettre fin, Awa Ndiaye' }).press('Enter');
  await dialog.getByText('C’est définitif').waitFor();
  await tabTo(page, 'Mettre fin');
  await page.keyboard.press('Enter');
  await page.getByText('le pointage confié est arrêté').waitFor();
  await page.getByText('arrêté', { exact: false }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Mettre fin, Awa Ndiaye' }).count()).toBe(0);
  await page.close();
});

it('says which day is possible, and what waits for somebody else', async () => {
  const page = await at('#/agenda/e7', 'shield=1');
  await page.getByRole('button', { name: 'Confier le pointage' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('André Côté ou Nadia Benali').waitFor();
  await dialog.getByLabel('Prénom et nom de la personne').fill('Awa Ndiaye');
  await dialog.getByLabel('Dernier jour').fill('31/12/2027');
  await page.keyboard.press('Enter');
  await dialog.getByText('92 jours après au plus').waitFor();
  await dialog.getByLabel('Dernier jour').fill('30/11/2026');
  await page.keyboard.press('Enter');
  await dialog.getByText('30 novembre 2026 inclus').waitFor();
  await dialog.getByText('il n’ouvre rien').waitFor();
  await page.close();
});

it('lets nobody who only reads, and no section alone', async () => {
  for (const scenario of ['reader=1', 'connection=alone']) {
    const page = await at('#/agenda/e7', scenario);
    await page.getByRole('heading', { name: 'Rappels' }).waitFor();
    expect(await page.getByRole('button', { name: 'Confier le pointage' }).count()).toBe(0);
    await page.close();
  }
});

it('shows a delegate one event and its people, and nothing else of the program', async () => {
  const page = await at('', 'session=delegated');
  await page.getByText('Pointage confié par').waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await page.getByRole('link').count()).toBe(0);
  await page.getByText('remis à la section').waitFor();
  await page.getByLabel('Nom ou prénom').fill('roche');
  const list = page.getByRole('grid', { name: 'Personnes à noter' });
  await page.locator('[role=grid][aria-rowcount="1"]').waitFor();
  await tabTo(page, 'Présent');
  await page.keyboard.press('Enter');
  await page.getByText('présence notée').waitFor();
  await page.getByText('1 présent, aucun excusé').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByText('aucun présent noté', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('1 présent, aucun excusé').waitFor();
  expect(await list.getByText('pas encore envoyé').count()).toBe(0);
  await page.close();
});

it('tells a delegate what wasn’t sent, and after the end one plain sentence', async () => {
  let page = await at('', 'session=delegated&offline=1');
  await page.getByRole('grid', { name: 'Personnes à noter' }).getByRole('button', { name: 'Présent' }).first().click();
  await page.getByText('1 personne notée ici, pas encore envoyée').waitFor();
  await page.getByRole('row').first().getByText('pas encore envoyé').waitFor();
  await page.close();
  page = await at('', 'session=delegated&late=1');
  await page.getByText('Les noms ne sont plus montrés').waitFor();
  expect(await page.getByRole('grid').count()).toBe(0);
  await page.close();
  page = await at('', 'session=delegation_over');
  await page.getByText('ont été effacés de cet ordinateur').waitFor();
  await page.getByText('2 saisies pas encore envoyées').waitFor();
  await page.getByRole('button', { name: 'J’ai une nouvelle invitation' }).click();
  await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
  await page.close();
});
