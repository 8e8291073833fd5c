import { expect, it } from 'vitest';
import { opener } from './at';
import { weighing } from './steps';
import { tabTo } from './tab-to';

const at = opener();

it('decides that a section comes out of another, once what passes was seen, and gives it up', async () => {
  const page = await at('#/settings', 'federal=1');
  await tabTo(page, 'Partager une section');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nom de la nouvelle section').fill('Section du Chesnay');
  await page.keyboard.press('Enter');
  await dialog.getByText('À remplir.').waitFor();
  await dialog.getByLabel('Prénom et nom du premier secrétaire').fill('Léa Bonnet');
  await dialog.getByLabel('Codes postaux de ceux qui passent').fill('7815');
  await page.keyboard.press('Enter');
  await dialog.getByText('cinq chiffres').waitFor();
  await dialog.getByLabel('Codes postaux de ceux qui passent').fill('78150, 78170');
  await page.keyboard.press('Enter');
  await dialog.getByText('les personnes dont le code postal est 78150, 78170').waitFor();
  await dialog.getByText('elle seule verra les noms').waitFor();
  await dialog.getByText('Ne passent pas').waitFor();
  await tabTo(page, 'Décider ce partage');
  await page.keyboard.press('Enter');
  await dialog.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('qui n’a pas encore répondu').waitFor();
  await page.getByRole('button', { name: 'Renoncer à Section du Chesnay' }).press('Enter');
  await page.getByText('La fédération a renoncé').waitFor();
  await page.close();
});

it('answers what the federation decided, then has people pass', async () => {
  const page = await at('#/pending', 'splitting=decided');
  await page.getByText('Passeraient').waitFor();
  await tabTo(page, 'Accepter');
  await page.keyboard.press('Enter');
  await page.getByText('Choisissez maintenant qui passe').waitFor();
  await page.getByRole('link', { name: 'Voir qui passe' }).press('Enter');
  await page.getByRole('heading', { name: 'Qui passe à' }).waitFor();
  await page.close();
});

it('shows who passes, takes each by name, and sends them as one that can be undone', async () => {
  const page = await at('#/pending/split-chesnay', 'splitting=agreed');
  const pass = page.getByRole('button', { name: /^Faire passer \d+ personnes$/u });
  const all = Number(/\d+/u.exec((await pass.textContent()) ?? '')?.[0]);
  await page.getByText('aucun code postal n’est connu').waitFor();
  await page.getByLabel('Nom ou code postal').fill('78150');
  const passing = page.getByRole('region', { name: `Passent (${all})` });
  await passing.getByRole('checkbox').first().press('Space');
  await page.getByRole('button', { name: `Faire passer ${all - 1} personnes` }).press('Enter');
  await page.getByText(`${all - 1} personnes passent à`).waitFor();
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await page.getByRole('button', { name: `Faire passer ${all} personnes` }).waitFor();
  await page.close();
});

it('takes in all who come from one section, but for whoever may be known', async () => {
  const page = await at('#/pending', 'arriving=1');
  await tabTo(page, 'Accueillir les 2 nouvelles personnes');
  await page.keyboard.press('Enter');
  await page.getByText('2 personnes de «\u202fSection de Viroflay\u202f» sont accueillies').waitFor();
  await page.getByText('Yann Le Goff').first().waitFor();
  expect(await page.getByText('Inès Bœuf').count()).toBe(0);
  await page.close();
});

it('offers nothing to a section, and says when nobody can pass any more', async () => {
  let page = await at('#/settings', 'splitting=decided');
  await page.getByText('qui n’a pas encore répondu').waitFor();
  expect(await page.getByRole('button', { name: /Partager|Renoncer/u }).count()).toBe(0);
  await page.close();
  page = await at('#/pending/split-chesnay', 'splitting=decided');
  await page.getByText('Plus personne ne peut passer ici').waitFor();
  await page.close();
});

it('says that a split can’t be decided without a network, and keeps what was typed', async () => {
  const page = await at('#/settings', 'federal=1&offline=1');
  await weighing(page);
  await page.getByRole('button', { name: 'Décider ce partage' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Le serveur ne répond pas').first().waitFor();
  await dialog.getByRole('button', { name: 'Précédent' }).press('Enter');
  expect(await dialog.getByRole('alert').count()).toBe(0);
  expect(await dialog.getByLabel('Nom de la nouvelle section').inputValue()).toBe('Section du Chesnay-Rocquencourt');
  expect(await page.getByText('qui n’a pas encore répondu').count()).toBe(0);
  await page.close();
});

it('refuses with one key, and says that nobody passes', async () => {
  const page = await at('#/pending', 'splitting=decided');
  await page.getByText('Passeraient').waitFor();
  await tabTo(page, 'Refuser');
  await page.keyboard.press('Enter');
  await page.getByText('Personne ne passe.').waitFor();
  await page.getByRole('heading', { name: 'Partage de la section' }).waitFor({ state: 'detached' });
  await page.close();
});

it('says around a handover that all of them wait for somebody else, and asks nothing more of those', async () => {
  const page = await at('#/pending/split-chesnay', 'splitting=agreed&shield=1');
  await page.getByText('tout attendra cet accord').waitFor();
  const pass = page.getByRole('button', { name: /^Faire passer \d+ personnes$/u });
  const all = Number(/\d+/u.exec((await pass.textContent()) ?? '')?.[0]);
  await pass.press('Enter');
  await page.getByText(`${all} personnes passeront à`).waitFor();
  await page.getByRole('heading', { name: `Attendent l’accord d’une autre personne (${all})` }).waitFor();
  expect(await page.getByRole('heading', { name: /^Passent/u }).count()).toBe(0);
  await page.close();
});
