import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

const STAY = 'Rester et continuer';
const LEAVE = 'Quitter sans enregistrer';

const question = (page: Page) => page.getByRole('dialog', { name: LEAVE });

/** Reads the question, whose safe answer has the focus. */
async function asked(page: Page, about: RegExp): Promise<void> {
  await question(page).getByText(about).waitFor();
  await page.getByRole('button', { name: STAY }).and(page.locator(':focus')).waitFor();
}

async function answer(page: Page, name: string): Promise<void> {
  await question(page).getByRole('button', { name, exact: true }).click();
  await question(page).waitFor({ state: 'detached' });
}

/** As the shell does when a notification is clicked. */
async function notified(page: Page, hash: string): Promise<void> {
  await page.evaluate((address) => {
    location.hash = address;
  }, hash);
}

const hash = (page: Page) => new URL(page.url()).hash;

/** Begins to write an event. */
async function writing(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  await page.keyboard.press('Control+n');
  await page.getByLabel('Titre', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Collage');
}

it('asks before a notification takes what is written, and gives the focus back to it', async () => {
  const page = await at('#/agenda');
  await writing(page);
  await notified(page, '#/roster/p3');
  await asked(page, /commencé à ajouter un événement/u);
  await page.keyboard.press('Escape');
  await question(page).waitFor({ state: 'detached' });
  await page.getByLabel('Titre', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(' d’affiches');
  expect(await page.getByLabel('Titre', { exact: true }).inputValue()).toBe('Collage d’affiches');
  await page.waitForURL(/#\/agenda$/u);
  await notified(page, '#/roster/p3');
  await asked(page, /commencé à ajouter un événement/u);
  await tabTo(page, LEAVE);
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  expect(hash(page)).toBe('#/roster/p3');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.close();
});

it('asks before « back », and keeps the way back as it was', async () => {
  const page = await at('#/roster');
  await page.getByRole('link', { name: 'Agenda', exact: true }).click();
  await writing(page);
  for (const last of [false, true]) {
    await page.evaluate(() => {
      history.back();
    });
    await asked(page, /commencé à ajouter un événement/u);
    await answer(page, last ? LEAVE : STAY);
    await page.waitForURL(last ? /#\/roster$/u : /#\/agenda$/u);
  }
  await page.getByRole('heading', { level: 1, name: 'Fichier' }).waitFor();
  await page.evaluate(() => {
    history.forward();
  });
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.close();
});

it('asks before a form is closed over its own words, and not where somebody gives it up', async () => {
  const page = await at('#/roster');
  const form = page.getByRole('dialog', { name: 'Ajouter une personne' });
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('Control+n');
  await page.getByLabel('Prénom').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Nour');
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => form.getByRole('button', { name: 'Fermer' }).click(),
    () => page.mouse.click(5, 5),
  ]) {
    await close();
    await asked(page, /commencé à ajouter une personne/u);
    await answer(page, STAY);
    await form.waitFor();
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Nour');
  }
  await form.getByRole('button', { name: 'Renoncer' }).click();
  await form.waitFor({ state: 'detached' });
  expect(await question(page).count()).toBe(0);
  await page.keyboard.press('Control+n');
  await page.getByLabel('Prénom').and(page.locator(':focus')).waitFor();
  expect(await page.getByLabel('Prénom').inputValue()).toBe('');
  // Nothing is written: nothing is asked.
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect(await question(page).count()).toBe(0);
  await page.close();
});

it('asks before the rail takes an import that is under way', async () => {
  const page = await at('#/import');
  await tabTo(page, 'Choisir un fichier');
  await page.keyboard.press('Enter');
  await page.getByText('6 nouvelles personnes').waitFor();
  const agenda = page.getByRole('link', { name: 'Agenda', exact: true });
  await agenda.focus();
  await page.keyboard.press('Enter');
  await asked(page, /commencé à importer/u);
  await page.keyboard.press('Enter');
  await question(page).waitFor({ state: 'detached' });
  await agenda.and(page.locator(':focus')).waitFor();
  await page.getByText('6 nouvelles personnes').waitFor();
  await page.waitForURL(/#\/import$/u);
  // Done, it is nothing to lose.
  await page.getByRole('button', { name: 'Importer', exact: true }).click();
  await page.getByText(/6 personnes ajoutées/u).waitFor();
  await agenda.click();
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  await page.close();
});

it('saves what saves by itself, and asks about what was refused', async () => {
  const page = await at('#/roster/p3');
  const mobile = page.getByLabel('Portable', { exact: true });
  await mobile.fill('06 12 34 56 78');
  await notified(page, '#/agenda/e7');
  await page.getByText('Portable\u202f: c’est enregistré.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  expect(await question(page).count()).toBe(0);
  await notified(page, '#/roster/p3');
  await mobile.waitFor();
  expect(await mobile.inputValue()).toMatch(/12 ?34 ?56 ?78$/u);
  await mobile.fill('06 1');
  await page.getByLabel('Date de naissance').fill('le 35 mai');
  await notified(page, '#/agenda/e7');
  await asked(page, /Vous avez modifié «\u202fDate de naissance\u202f»/u);
  await answer(page, STAY);
  expect(await mobile.inputValue()).toBe('06 1');
  await page.getByText(/Il manque des chiffres/u).waitFor();
  // The sheet is closed as any other way out.
  await page.getByLabel('Date de naissance').fill('');
  await page.getByRole('button', { name: 'Retour à la liste' }).click();
  await asked(page, /Vous avez modifié «\u202fPortable\u202f»/u);
  await answer(page, LEAVE);
  await page.getByRole('article').waitFor({ state: 'detached' });
  await page.close();
});

it('keeps a handover as far as it was told, and asks before another unit or the lock takes it', async () => {
  const page = await at('#/handover/new', 'several=1');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Personne').selectOption('Une autre personne');
  await page.getByLabel('Prénom et nom').fill('Nour Diallo');
  await page.getByRole('link', { name: 'Agenda', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  await page.getByLabel('Changer d’unité').selectOption('buc');
  await asked(page, /commencé à déclarer une passation/u);
  await answer(page, STAY);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('verrou');
  await page.getByRole('option', { name: 'Verrouiller' }).waitFor();
  await page.keyboard.press('Enter');
  await asked(page, /commencé à déclarer une passation/u);
  await answer(page, STAY);
  await notified(page, '#/handover/new');
  expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Nour Diallo');
  await page.getByLabel('Changer d’unité').selectOption('buc');
  await asked(page, /commencé à déclarer une passation/u);
  await answer(page, LEAVE);
  await page.getByText('Unité fermée', { exact: true }).first().waitFor();
  await page.close();
});

it('has the browser ask before the page itself goes, where something would be lost', async () => {
  const page = await at('#/agenda');
  const warnings: string[] = [];
  page.on('dialog', (dialog) => {
    warnings.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  await writing(page);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
  expect(warnings).toEqual(['beforeunload']);
  await page.close();
});
