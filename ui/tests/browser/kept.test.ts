import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, open } from './browser';
import { tabTo } from './tab-to';

let browser: Browser;
let heard: string[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(() => {
  expect(heard).toEqual([]);
});

async function dossier(scenario = ''): Promise<Page> {
  const { page, complaints } = await open(browser, { name: 'dossier', scenario, hash: '#/handover/start' });
  heard = complaints;
  await promises(page).waitFor();
  return page;
}

const promises = (page: Page) => page.getByRole('region', { name: 'Ce qui est promis' });
const facts = (page: Page) => page.getByRole('region', { name: 'À savoir' });
const focused = (page: Page, name: string) => page.locator(':focus').and(page.getByRole('button', { name }));

it('notes a promise, rewords it and takes it out, with the keyboard alone', async () => {
  const page = await dossier();
  await tabTo(page, 'Ajouter un engagement', 60);
  await page.keyboard.press('Enter');
  await page.getByLabel('Ce qui est promis').and(page.locator(':focus')).waitFor();
  // Nothing is promised without saying what.
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'À remplir.' }).waitFor();
  await page.keyboard.type('Prêter la sono');
  await tabTo(page, 'À qui');
  await page.keyboard.type('La chorale');
  await tabTo(page, 'À tenir avant le');
  await page.keyboard.type('le 35 mai');
  await page.keyboard.press('Enter');
  await page.getByText('Cette date n’est pas lisible').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('12/12/2026');
  await page.keyboard.press('Enter');
  const line = promises(page).getByRole('listitem').filter({ hasText: 'Prêter la sono' });
  await line.getByText(/La chorale · à tenir avant le 12 décembre 2026/u).waitFor();
  await focused(page, 'Ajouter un engagement').waitFor();

  await line.getByRole('button', { name: 'Modifier' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Ce qui est promis').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(' de la fête');
  await page.keyboard.press('Enter');
  const reworded = promises(page).getByRole('listitem').filter({ hasText: 'Prêter la sono de la fête' });
  await focused(page, 'Modifier Prêter la sono de la fête').waitFor();

  await page.keyboard.press('Enter');
  await tabTo(page, 'Il ne sera pas tenu');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  await reworded.waitFor({ state: 'detached' });
  // Its line is gone: the one in its place has the focus.
  await promises(page).locator('li button:focus').waitFor();
  await page.close();
});

it('keeps a promise in one press, and opens it again at once', async () => {
  const page = await dossier();
  const lines = promises(page).getByRole('listitem');
  const keep = lines.filter({ hasText: 'Une salle pour la fête' }).getByRole('button', { name: 'C’est tenu' });
  // Two quick clicks are one: the line below isn't kept with it.
  await keep.dblclick();
  await page.getByText('Engagement tenu\u202f: Une salle pour la fête').waitFor();
  await lines.filter({ hasText: 'Une salle' }).waitFor({ state: 'detached' });
  expect(await lines.count()).toBe(1);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await lines.filter({ hasText: 'Une salle' }).waitFor();
  await lines.first().getByRole('button', { name: 'Modifier' }).press('Enter');
  await tabTo(page, 'Il ne sera pas tenu');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Abandonner');
  await page.keyboard.press('Enter');
  await page.getByText('Engagement abandonné').waitFor();
  await page.keyboard.press('Control+z');
  await lines.nth(1).waitFor();
  await page.close();
});

it('goes back to « Ajouter » when the last promise is kept', async () => {
  const page = await dossier();
  const keep = promises(page).getByRole('button', { name: 'C’est tenu' });
  await keep.first().focus();
  await page.keyboard.press('Enter');
  await focused(page, 'C’est tenu Répondre').waitFor();
  await page.keyboard.press('Enter');
  await promises(page).getByText('Aucun engagement en cours.').waitFor();
  await focused(page, 'Ajouter un engagement').waitFor();
  await page.close();
});

it('notes what is good to know under what it is about, rewords it and takes it out', async () => {
  const page = await dossier();
  await facts(page).getByRole('button', { name: 'Ajouter' }).click();
  await page.getByText('n’y écrivez ni mot de passe ni code').waitFor();
  await page.getByLabel('À propos de').selectOption('Matériel');
  await page.getByText('Par exemple\u202f: sono et barnum').waitFor();
  await page.getByLabel('En quelques mots').fill('Sono');
  await page.keyboard.press('Enter');
  const line = facts(page).getByRole('listitem').filter({ hasText: 'Sono' });
  await line.getByText('Matériel').waitFor();
  // The toast may lie over it.
  await line.getByRole('button', { name: 'Modifier' }).press('Enter');
  await page.getByLabel('Chez qui').fill('André Côté');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await line.getByText('Matériel · André Côté').waitFor();
  await line.getByRole('button', { name: 'Modifier' }).press('Enter');
  await page.getByText('Ce n’est plus vrai').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await line.waitFor({ state: 'detached' });
  await facts(page).locator('li button:focus').waitFor();
  await page.close();
});

it('asks before what is written of a promise is lost, and keeps it where it is refused', async () => {
  const page = await dossier();
  await promises(page).getByRole('button', { name: 'Modifier' }).first().click();
  const title = page.getByRole('textbox', { name: 'Ce qui est promis' });
  await title.fill('x'.repeat(301));
  await page.keyboard.press('Enter');
  await page.getByText('C’est trop long').waitFor();
  expect((await title.inputValue()).length).toBe(301);
  await page.mouse.click(5, 5);
  const question = page.getByRole('dialog', { name: 'Quitter sans enregistrer' });
  await question.getByText('commencé à écrire un engagement').waitFor();
  await question.getByRole('button', { name: 'Rester et continuer' }).click();
  await question.waitFor({ state: 'detached' });
  expect((await title.inputValue()).length).toBe(301);
  await page.getByRole('button', { name: 'Renoncer' }).click();
  await promises(page).locator('li button:focus').waitFor();
  await page.close();
});

it('shows no button to who only reads', async () => {
  const page = await dossier('reader=1');
  await facts(page).getByText('Clés du local').waitFor();
  for (const part of [promises(page), facts(page)]) expect(await part.getByRole('button').count()).toBe(0);
  await page.close();
});
