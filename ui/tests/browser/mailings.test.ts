import { expect, it } from 'vitest';
import { opener } from './at';

const at = opener();

it('schedules a draft for the server to send, and calls it off without losing its text', async () => {
  const page = await at('#/roster');
  await page.getByRole('button', { name: /^En retard/u }).click();
  await page.getByRole('button', { name: 'Écrire' }).click();
  const dialog = page.getByRole('dialog', { name: 'Écrire à 48 personnes' });
  await dialog.getByLabel('Objet').fill('Rappel de janvier');
  await dialog.getByRole('button', { name: 'Garder comme brouillon' }).click();
  await dialog.getByRole('radio', { name: /^Plus tard/u }).check();
  await dialog.getByText('40 adresses aujourd’hui').waitFor();
  expect(await dialog.getByRole('button', { name: 'Ouvrir dans ma messagerie' }).count()).toBe(0);
  // Nor without words, nor in the past.
  await dialog.getByRole('button', { name: 'Programmer l’envoi' }).click();
  await dialog.getByText('À remplir.').waitFor();
  await dialog.getByLabel('Message', { exact: true }).fill('Bonjour,\nvotre cotisation n’est pas encore arrivée.');
  await dialog.getByLabel('Jour de l’envoi').fill('1/11/2026');
  await dialog.getByRole('button', { name: 'Programmer l’envoi' }).click();
  await dialog.getByText('Choisissez une heure à venir').waitFor();
  await dialog.getByLabel('Jour de l’envoi').fill('1er décembre 2026');
  await dialog.getByRole('textbox', { name: 'Heure' }).fill('8h');
  await dialog.getByRole('button', { name: 'Programmer l’envoi' }).click();

  const scheduled = page.getByRole('article', { name: 'Rappel de janvier' });
  await scheduled.getByText('Part le 1er décembre 2026, 8\u00a0h. Vous en répondez.').waitFor();
  await scheduled.getByText('Pour\u202f: En retard').waitFor();
  await scheduled.getByRole('button', { name: /^Annuler l’envoi/u }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ne pas l’envoyer' }).click();
  await page.getByText('Son texte est dans vos brouillons.').waitFor();
  await scheduled.waitFor({ state: 'detached' });
  // It was a draft once, and is one again.
  await page.getByRole('button', { name: 'Écrire' }).click();
  const texts = page
    .getByLabel('Partir d’un texte')
    .getByRole('option', { name: 'Brouillon\u202f: Rappel de janvier' });
  await expect.poll(() => texts.count()).toBe(1);
  await page.close();
});

it('shows what a predecessor left behind, which goes once somebody answers for it', async () => {
  const page = await at('#/roster');
  await page.getByRole('button', { name: '1 envoi attend' }).click();
  const left = page.getByRole('article', { name: 'Vœux de la section' });
  await left.getByText('Gérard Petit n’exerce plus cette fonction. À vous de reprendre').waitFor();
  await left.getByText('Lire le message').click();
  await left.getByText('tous mes vœux').waitFor();
  await left.getByRole('button', { name: 'Reprendre à mon nom, Vœux de la section' }).press('Enter');
  await left.getByText('Vous en répondez.').waitFor();
  await left.getByRole('button', { name: /^Changer l’heure/u }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Heure').fill('10h30');
  await dialog.getByLabel('Heure').press('Enter');
  await left.getByText('1er janvier 2027, 10\u00a0h\u00a030').waitFor();
  await page.getByRole('button', { name: 'Envois', exact: true }).waitFor();
  await page.getByText('Envoyé à 402 personnes').waitFor();
  await page.getByText('63 sans adresse · 5 refusés · 1 dont l’envoi a été coupé · 2 personnes parties').waitFor();
  await page.close();
});

it('asks somebody else around a handover', async () => {
  const page = await at('#/roster/mailings', 'shield=1');
  await page.getByRole('button', { name: 'Demander l’accord' }).click();
  await page.getByText('L’accord est demandé').waitFor();
  await page.close();
});

it('offers nothing that the server can’t do', async () => {
  const mute = await at('#/roster', 'mute=1');
  await mute.getByRole('button', { name: 'Écrire' }).click();
  await mute.getByText('en copie cachée').waitFor();
  expect(await mute.getByRole('radio', { name: /^Plus tard/u }).count()).toBe(0);
  await mute.close();
  const words = await at('#/roster');
  await words.getByRole('button', { name: /^Sans e-mail/u }).click();
  await words.getByRole('button', { name: 'Écrire' }).click();
  await words.getByRole('radio', { name: /^Plus tard/u }).check();
  await words.getByText('Le serveur ne sait chercher que').waitFor();
  expect(await words.getByRole('button', { name: 'Programmer l’envoi' }).isDisabled()).toBe(true);
  await words.close();
});

it('names what lies on the desk in the dossier', async () => {
  const page = await at('#/handover/start');
  await page.getByText('À relancer par téléphone · Sympathisants').waitFor();
  await page.getByRole('link', { name: 'Envoi programmé\u202f: Vœux de la section' }).click();
  await page.getByRole('heading', { name: 'Envois programmés' }).waitFor();
  await page.close();
});
