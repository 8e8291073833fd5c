import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('answers a federation that proposes itself', async () => {
  const page = await at('#/pending', 'apart=1');
  await page.getByText('propose que votre section dépende d’elle').waitFor();
  await page.getByText('Jamais les noms de votre fichier').waitFor();
  await tabTo(page, 'Accepter');
  await page.keyboard.press('Enter');
  await page.getByText('Vous acceptez le rattachement avec').waitFor();
  await page.getByText('propose que votre section dépende d’elle').waitFor({ state: 'detached' });
  await page.close();
});

it('asks a federation, and takes it back', async () => {
  const page = await at('#/settings', 'apart=1');
  await tabTo(page, 'Demander une fédération');
  await page.keyboard.press('Enter');
  await page.getByLabel('Quelle fédération').selectOption({ label: 'Fédération de Paris' });
  await tabTo(page, 'Demander');
  await page.keyboard.press('Enter');
  await page.getByText('qui n’a pas encore répondu').waitFor();
  expect(await page.getByRole('button', { name: 'Demander une fédération' }).count()).toBe(0);
  await tabTo(page, 'Retirer la demande à Fédération de Paris');
  await page.keyboard.press('Enter');
  await page.getByText('qui n’a pas encore répondu').waitFor({ state: 'detached' });
  await page.close();
});

it('opens a section from a federation, and shows its invitation once', async () => {
  const page = await at('#/settings', 'federal=1');
  await tabTo(page, 'Ouvrir une section');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nom', { exact: true }).fill('Section de Poissy');
  await page.keyboard.press('Enter');
  await page.getByText('À remplir.').first().waitFor();
  await dialog.getByLabel('Prénom et nom du premier secrétaire').fill('Léa Bonnet');
  await page.keyboard.press('Enter');
  await page.getByText('Remettez ce lien à Léa Bonnet').waitFor();
  await page.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.close();
});

it('says so when there is no network, and offers nothing to who may not ask', async () => {
  let page = await at('#/settings', 'federal=1&offline=1');
  await tabTo(page, 'Rattacher une section');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.close();
  page = await at('#/settings');
  await page.getByRole('heading', { name: 'La section' }).waitFor();
  expect(await page.getByRole('button', { name: /fédération|section$/u }).count()).toBe(0);
  await page.close();
});
