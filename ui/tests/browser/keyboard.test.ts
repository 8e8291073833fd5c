import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('finds a person, corrects the phone, and takes it back', async () => {
  const page = await at('#/roster');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('rochefoucauld');
  await page.getByText('1 personne sur 500').waitFor();
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Rochefoucauld/u }).waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.type('06 12 34 56 78');
  await page.keyboard.press('Enter');
  await page.getByText('Portable\u202f: c’est enregistré.').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('C’est annulé.').waitFor();
  expect(await page.getByLabel('Portable', { exact: true }).inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('article').waitFor({ state: 'detached' });
  await page.close();
});

it('goes to the sheet and back to its row where one hides the other', async () => {
  const page = await at('#/roster', '', { width: 640, height: 400, theme: 'light' });
  await page.getByRole('row').nth(3).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Retour à la liste');
  await page.keyboard.press('Escape');
  await page.locator('[role="row"][aria-rowindex="4"]:focus').waitFor();
  await page.close();
});

it('closes one thing at a time', async () => {
  const page = await at('#/agenda/e7');
  await page.getByRole('button', { name: 'Annuler l’événement' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByRole('article').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('article').waitFor({ state: 'detached' });
  await page.close();
});

it('reaches every room from the rail', async () => {
  const page = await at('#/roster');
  for (const room of ['Agenda', 'Archives', 'Passation', 'Historique', 'Réglages']) {
    await tabTo(page, room);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: room }).waitFor();
  }
  await page.close();
});

it('skips the rail', async () => {
  const page = await at('#/agenda');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await page.close();
});

it('opens an event from the palette', async () => {
  const page = await at('#/roster');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('renouvellement');
  await page.getByRole('option', { name: /renouvellement du bureau/u }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: /renouvellement du bureau/u }).waitFor();
  await page.close();
});

it('writes a new event, then moves it', async () => {
  const page = await at('#/agenda');
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Collage <b>d’affiches</b>');
  await tabTo(page, 'Jour');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('5 décembre 2026');
  await page.keyboard.press('Enter');
  // What people type is text, never markup.
  await page.getByRole('heading', { level: 2, name: 'Collage <b>d’affiches</b>' }).waitFor();
  await page.getByText('samedi 5 décembre 2026, 20\u00a0h – 22\u00a0h').waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('12/12/26');
  await page.keyboard.press('Enter');
  await page.getByText('L’événement est déplacé.').waitFor();
  await page.getByText('samedi 12 décembre 2026, 20\u00a0h – 22\u00a0h').waitFor();
  await page.close();
});

it('cancels an event with a reason, and restores it', async () => {
  const page = await at('#/agenda/e7');
  await page.getByRole('button', { name: 'Annuler l’événement' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Salle fermée');
  await page.keyboard.press('Enter');
  await page.getByText(/^Annulé le 22 novembre 2026\s: Salle fermée$/u).waitFor();
  await page.getByRole('button', { name: 'Rétablir l’événement' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Annuler l’événement' }).waitFor();
  await page.close();
});

it('imports a list and takes it all back', async () => {
  const page = await at('#/import');
  await tabTo(page, 'Choisir un fichier');
  await page.keyboard.press('Enter');
  await page.getByText('6 nouvelles personnes').waitFor();
  await page.getByRole('button', { name: 'Importer', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/6 personnes ajoutées/u).waitFor();
  await page.getByRole('button', { name: 'Annuler tout l’import' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('le fichier est comme avant').waitFor();
  await page.close();
});

it('goes through the first run', async () => {
  const page = await at('', 'session=first_run');
  await tabTo(page, 'Code ou lien');
  await page.keyboard.type('05r2m-7k9qt-w4xbn');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Qui êtes-vous' }).waitFor();
  await tabTo(page, 'Nom');
  await page.keyboard.type('Lefèvre');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ce que garde cet ordinateur' }).waitFor();
  await tabTo(page, 'Protéger et continuer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'C’est prêt' }).waitFor();
  await tabTo(page, 'Ouvrir Coopol');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Fichier' }).waitFor();
  await page.close();
});

it('settles an overlap with one press, and counts it down', async () => {
  const page = await at('#/pending', 'unsettled=1');
  const left = page.getByRole('link', { name: /À vérifier\s: \d/u });
  const before = Number((await left.innerText()).match(/\d+/u));
  const values = page.getByRole('button', { name: /^Garder celle-ci/u });
  expect(await values.count()).toBe(5);
  await tabTo(page, 'Garder celle-ci');
  // The third of three.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await values.nth(2).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: new RegExp(`À vérifier\\s: ${String(before - 1)}$`, 'u') }).waitFor();
  await page.close();
});

it('scrolls ten thousand people and draws only those in view', async () => {
  const page = await at('#/roster', 'people=10000');
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await page.locator('[aria-rowindex="10001"]:focus').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.close();
});

it('tells a wrong passphrase and opens with the right one', async () => {
  const page = await at('', 'session=locked');
  await tabTo(page, 'Phrase secrète');
  await page.keyboard.type('pas celle-là');
  await page.keyboard.press('Enter');
  await page.getByText(/pas la bonne phrase/u).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('le cerisier du jardin');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Fichier' }).waitFor();
  await page.close();
});

it('sends somebody to another section, and takes in somebody who comes from one', async () => {
  const page = await at('#/roster', 'unsettled');
  await page.getByRole('row').nth(3).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  await tabTo(page, 'Transférer vers');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Section de Trappes' }).waitFor({ state: 'attached' });
  await page.getByLabel('Section d’arrivée').selectOption('trappes');
  await tabTo(page, 'Transférer');
  await page.keyboard.press('Enter');
  await page.getByText('attend d’être accueilli par «\u202fSection de Trappes\u202f».').waitFor();
  await page.getByRole('article').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /À vérifier/u }).click();
  await page.getByRole('heading', { name: 'Yann Le Goff, de «\u202fSection de Rennes\u202f»' }).waitFor();
  await tabTo(page, 'C’est quelqu’un d’autre');
  await page.keyboard.press('Enter');
  await page.getByText('Yann Le Goff est dans votre fichier.').waitFor();
  await page.getByRole('heading', { name: /Yann Le Goff/u }).waitFor({ state: 'detached' });
  await page.close();
});

it('erases what a lost keyring closed only once that was confirmed', async () => {
  const page = await at('', 'session=keyring_absent');
  await tabTo(page, 'Relier cet ordinateur');
  await page.keyboard.press('Enter');
  await page.getByText('Ce qui n’était pas encore envoyé au serveur sera perdu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Le trousseau est introuvable' }).waitFor();
  await tabTo(page, 'Relier cet ordinateur');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Effacer et relier');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
  await page.close();
});

it('declines what somebody proposed', async () => {
  const page = await at('#/pending', 'unsettled=1');
  await page.getByText('À vérifier\u202f: 4').waitFor();
  await tabTo(page, 'Tout refuser', 60);
  await page.keyboard.press('Enter');
  await page.getByText('propositions sont refusées').waitFor();
  expect(await page.getByRole('button', { name: 'Tout accepter' }).count()).toBe(0);
  await page.close();
});

it('works in another unit, and shows none of the first', async () => {
  const page = await at('#/roster/p3', 'several=1');
  const place = page.getByLabel('Changer d’unité');
  await place.focus();
  await place.selectOption('Section de Buc · Unité fermée');
  await page.getByText('Unité fermée', { exact: true }).first().waitFor();
  expect(new URL(page.url()).hash).toBe('#/roster');
  expect(await page.getByLabel('Changer d’unité').inputValue()).toBe('buc');
});

it('says nothing of dues that the office does not see', async () => {
  const page = await at('#/roster', 'unseen=1');
  await page.getByRole('columnheader', { name: 'Commune' }).waitFor();
  for (const about of ['Cotisation', 'En retard', 'À jour']) {
    expect(await page.getByRole('main').getByText(about).count(), about).toBe(0);
  }
  await page.close();
});

it('opens in its own unit what another keeps, and says where nothing opens', async () => {
  const page = await at('#/history', 'several=1');
  await page.getByText('Sa fiche n’est plus lue sur cet ordinateur').waitFor();
  await tabTo(page, 'Ouvrir dans «\u202fSection de Buc\u202f»', 60);
  await page.keyboard.press('Enter');
  await page.getByText('Unité fermée', { exact: true }).first().waitFor();
  await page.getByRole('article').waitFor();
  expect(await page.getByLabel('Changer d’unité').inputValue()).toBe('buc');
  expect(new URL(page.url()).hash).toMatch(/^#\/(roster|agenda|archives)\/./u);
  await page.close();
});

it('says of what waits in which unit it does', async () => {
  const page = await at('#/pending', 'unsettled=1&several=1');
  await page.getByText('dans «\u202fSection de Viroflay\u202f»').first().waitFor();
  await page.getByRole('button', { name: /Ouvrir dans «.Section de Buc.»/u }).click();
  await page.getByRole('article').waitFor();
  expect(await page.getByLabel('Changer d’unité').inputValue()).toBe('buc');
  await page.close();
});
