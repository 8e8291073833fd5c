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

async function roster(): Promise<Page> {
  const { page, complaints } = await open(browser, { name: 'lists', scenario: '', hash: '#/roster' });
  heard = complaints;
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const chip = (page: Page, name: RegExp) => page.getByRole('group', { name: 'Filtres' }).getByRole('button', { name });

it('saves what is asked under a name, asks it again, changes it and drops it', async () => {
  const page = await roster();
  await chip(page, /^En retard/u).click();
  await button(page, 'Listes').click();
  await button(page, 'Enregistrer cette liste').click();
  // A list is found by its name.
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'À remplir.' }).waitFor();
  await page.keyboard.type('sympathisants');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Déjà utilisé' }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('En retard cette année');
  await page.keyboard.press('Enter');
  await page.getByText('est enregistrée').waitFor();
  await button(page, /^Liste\s: En retard cette année$/u).waitFor();

  await chip(page, /^Sans e-mail/u).click();
  await button(page, 'En retard cette année (modifiée)').click();
  await button(page, /^Mettre à jour/u).click();
  await button(page, /^Liste\s: En retard cette année$/u).waitFor();

  // Another one, then back: the filters are those of the list.
  await button(page, /^Liste\s:/u).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Sympathisants/u })
    .click();
  await chip(page, /^Sympathisants/u)
    .and(page.locator('[aria-pressed=true]'))
    .waitFor();
  expect(await chip(page, /^En retard/u).getAttribute('aria-pressed')).toBe('false');
  await button(page, /^Liste\s: Sympathisants$/u).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^En retard cette année/u })
    .click();
  await chip(page, /^Sans e-mail/u)
    .and(page.locator('[aria-pressed=true]'))
    .waitFor();

  await button(page, /^Liste\s:/u).click();
  await button(page, /^Renommer/u).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('À appeler');
  await page.keyboard.press('Enter');
  await button(page, /^Liste\s: À appeler$/u).click();
  await button(page, /^Retirer/u).click();
  await button(page, 'Listes').waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await button(page, /^Liste\s: À appeler$/u).waitFor();
  await page.close();
});

it('finds a list from anywhere', async () => {
  const page = await roster();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('relancer');
  await page.getByRole('option', { name: /À relancer par téléphone/u }).click();
  await button(page, /^Liste\s: À relancer par téléphone$/u).waitFor();
  await chip(page, /^En retard/u)
    .and(page.locator('[aria-pressed=true]'))
    .waitFor();
  await page.close();
});

it('says in the dossier what lies on the desk of the office', async () => {
  const { page, complaints } = await open(browser, { name: 'lists', scenario: '', hash: '#/handover/start' });
  heard = complaints;
  const link = page.getByRole('link', { name: '2 listes enregistrées' });
  await page.getByText('À relancer par téléphone · Sympathisants').waitFor();
  await page.getByText('Rappel de cotisation').waitFor();
  await link.click();
  await button(page, 'Listes').waitFor();
  await page.close();
});
