import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('puts somebody in charge of a unit below with the keyboard alone, once it was said what that does', async () => {
  const page = await at('#/handover/unit-unit-4', 'bare=1&below=40');
  const until = page.getByLabel('Dernier jour');
  await page.getByText('Karim Haddad').first().waitFor();
  await tabTo(page, 'Nommer une administration provisoire', 60);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByText('À remplir.').waitFor();
  await page.getByLabel('Personne à qui elle est confiée').selectOption({ label: 'Une autre personne' });
  await page.getByLabel('Prénom et nom').fill('Lucie Bernard');
  await page.getByLabel('Motif').fill('Plus personne en fonction.');
  await until.fill('01/07/2027');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByText('C’est trop long').waitFor();
  await until.fill('31/03/2027');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByText('Lucie Bernard exercera cette fonction dès maintenant et jusqu’au 31 mars 2027').waitFor();
  await page.getByText('Aucun mandat n’est terminé par là.').waitFor();
  await tabTo(page, 'Confier la fonction');
  await page.keyboard.press('Enter');
  await page.getByText('L’administration provisoire est confiée à Lucie Bernard jusqu’au 31 mars 2027.').waitFor();
  await page.getByText(/administration provisoire jusqu’au 31 mars 2027, par /u).waitFor();
  await page.close();
});

it('puts nobody in charge under the name of whoever does it, and none for whom only reads', async () => {
  const page = await at('#/handover/unit-unit-4', 'bare=1&below=40');
  await page.getByRole('button', { name: 'Nommer une administration provisoire' }).click();
  await page.getByLabel('Personne à qui elle est confiée').selectOption({ label: 'Une autre personne' });
  await page.getByLabel('Prénom et nom').fill('Zoé Lefèvre');
  await page.getByLabel('Motif').fill('Plus personne en fonction.');
  await page.getByLabel('Dernier jour').fill('31/03/2027');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Personne ne se confie une fonction à soi-même.').waitFor();
  await page.close();
  const reader = await at('#/handover/unit-unit-4', 'bare=1&below=40&reader=1');
  await reader.getByText('Karim Haddad').first().waitFor();
  expect(await reader.getByRole('button', { name: /provisoire/u }).count()).toBe(0);
  await reader.close();
});

it('prolongs one by another, which says which and since when', async () => {
  const page = await at('#/handover/seat-unit-15-3', 'bare=1&below=40');
  await page.getByText('Le bureau est suspendu le temps de vérifier les comptes.').waitFor();
  expect(await page.getByText('Noté à l’ouverture').count()).toBe(0);
  await page.getByRole('button', { name: 'Prolonger' }).click();
  await page.getByLabel('Dernier jour').fill('31/01/2027');
  await page.getByLabel('Motif').fill('Les comptes ne sont pas encore rendus.');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Karim Haddad exercera cette fonction du 13 décembre 2026 au 31 janvier 2027').waitFor();
  await page.getByText('C’est la suite de celle de Karim Haddad').waitFor();
  await page.getByText('Zoé Lefèvre garde son mandat, qui reste suspendu.').waitFor();
  await page.getByRole('button', { name: 'Modifier' }).click();
  expect(await page.getByLabel('Motif').inputValue()).toBe('Les comptes ne sont pas encore rendus.');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: 'Confier la fonction' }).click();
  await page.getByText(/est confiée à Karim Haddad jusqu’au 31 janvier 2027/u).waitFor();
  await page.close();
});

it('tells those in office of somebody put in charge of their unit, until they have read it', async () => {
  const page = await at('#/pending', 'caretaker=1');
  await page.getByRole('link', { name: 'À vérifier\u202f: 1' }).waitFor();
  const card = page.getByRole('region', { name: /confiée à Bernard Œuvrard/u });
  await card.getByText(/Décidée par Ada Traoré/u).waitFor();
  await tabTo(page, 'J’ai lu', 60);
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Passation', exact: true }).click();
  await page.getByText(/administration provisoire jusqu’au 22 mars 2027, par Ada Traoré/u).waitFor();
  await page.close();
});
