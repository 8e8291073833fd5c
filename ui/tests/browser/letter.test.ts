import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, open } from './browser';

let browser: Browser;
let heard: string[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(() => {
  expect(heard).toEqual([]);
});

async function roster(scenario = ''): Promise<Page> {
  const { page, complaints } = await open(browser, { name: 'letter', scenario, hash: '#/roster' });
  heard = complaints;
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

it('writes to those who are shown, from a template, and names whoever has no address', async () => {
  const page = await roster();
  await button(page, /^En retard/u).click();
  await button(page, 'Écrire').click();
  const dialog = page.getByRole('dialog', { name: 'Écrire à 48 personnes' });
  await dialog.getByLabel('Partir d’un texte').selectOption({ label: 'Modèle\u202f: Rappel de cotisation' });
  expect(await dialog.getByLabel('Objet').inputValue()).toBe('Rappel de cotisation');
  await dialog.getByText('40 adresses, en copie cachée').waitFor();
  await dialog.getByText('8 personnes n’ont pas d’adresse e-mail').click();
  expect(await dialog.getByRole('listitem').count()).toBe(8);

  // A text that isn't kept isn't lost by closing.
  await dialog.getByLabel('Objet').fill('Rappel de janvier');
  await page.keyboard.press('Escape');
  await page.getByText('Vous avez commencé à écrire un message.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Garder comme brouillon' }).click();
  await page.getByText('Brouillon gardé\u202f: Rappel de janvier').waitFor();
  await dialog.getByRole('button', { name: 'Ouvrir dans ma messagerie' }).click();
  await page.getByText('Le message est ouvert dans votre messagerie').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // The draft says to whom it goes, whatever is shown now.
  await button(page, /^En retard/u).click();
  await button(page, 'Écrire').click();
  await page.getByLabel('Partir d’un texte').selectOption({ label: 'Brouillon\u202f: Rappel de janvier' });
  await page.getByRole('dialog', { name: 'Écrire à 48 personnes' }).waitFor();
  await button(page, 'Retirer ce texte').click();
  await page.getByText('Texte retiré\u202f: Rappel de janvier').waitFor();
  await page.close();
});

it('goes in several messages where there are many, one after the other', async () => {
  const page = await roster();
  await button(page, 'Écrire').click();
  await button(page, 'Ouvrir le message 1 sur 9').click();
  await button(page, 'Ouvrir le message 2 sur 9').waitFor();
  await page.getByLabel('Lequel ouvrir').selectOption({ label: 'Message 9 (38 adresses)' });
  await button(page, 'Ouvrir le message 9 sur 9').click();
  await button(page, 'Ouvrir le message 1 sur 9').waitFor();
  await page.close();
});

it('lets no address leave around a handover before somebody else agreed', async () => {
  const page = await roster('shield=1');
  await button(page, /^Sympathisants/u).click();
  await button(page, 'Écrire').click();
  await button(page, 'Copier les adresses').click();
  await page.getByRole('alert').getByRole('button', { name: 'Demander l’accord' }).click();
  await page.getByText('L’accord est demandé').waitFor();
  await page.close();
});
