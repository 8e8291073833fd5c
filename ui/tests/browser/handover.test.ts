import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { opener } from './at';
import { declaringOf, giving } from './steps';
import { tabTo } from './tab-to';

const at = opener();

it('contests a handover, then changes its mind, with the keyboard alone', async () => {
  const page = await at('#/handover', 'handover=contestable');
  await tabTo(page, 'Passation\u202f: Léo Müller');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: /Léo Müller/u }).waitFor();
  await tabTo(page, 'Contester');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Le quorum manquait');
  await tabTo(page, 'Contester');
  await page.keyboard.press('Enter');
  await page.getByText('« Le quorum manquait »'.replace('« ', '«\u202f').replace(' »', '\u202f»')).waitFor();
  await tabTo(page, 'Ne plus contester');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Ne plus contester');
  await page.keyboard.press('Enter');
  await page.getByText('Vous ne contestez plus cette passation.').waitFor();
  await page.close();
});

it('declares an election with the keyboard alone, then withdraws it', async () => {
  const page = await at('#/handover');
  await page.getByText('Zoé Lefèvre').first().waitFor();
  await page.keyboard.press('Control+n');
  await page.getByRole('heading', { name: /s’est-il passé/u }).waitFor();
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Qui, et pour quelle fonction/u }).waitFor();
  await tabTo(page, 'Prénom et nom');
  await page.keyboard.press('Enter');
  await page.getByText('À remplir.').waitFor();
  await page.keyboard.type('Léo Müller');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Quand/u }).waitFor();
  await tabTo(page, 'Jour de l’élection');
  await page.keyboard.type('20/11/2026');
  await page.keyboard.press('Tab');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /prouve/u }).waitFor();
  await tabTo(page, 'Où se trouve');
  await page.keyboard.type('Cahier de la section, page 12');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByText('Le mandat de Zoé Lefèvre (Secrétaire) prendra fin.').waitFor();
  await tabTo(page, 'Déclarer l’élection');
  await page.keyboard.press('Enter');
  await page.getByText('Cahier de la section, page 12').waitFor();
  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  await page.getByText('Retirée par la personne qui l’avait déclarée').waitFor();
  await page.close();
});

it('declares what a newcomer asks for, with the keyboard alone', async () => {
  const page = await at('#/handover/new');
  await page.getByRole('heading', { name: /s’est-il passé/u }).waitFor();
  await tabTo(page, 'Ouvrir une demande…');
  await page.keyboard.press('Enter');
  await page.getByText(/D’après la demande de Léo Müller pour .*, du 20 novembre 2026\./u).waitFor();
  expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Léo Müller');
  for (const title of [/Quand/u, /prouve/u]) {
    await tabTo(page, 'Continuer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title }).waitFor();
  }
  await page.getByText('contient le compte rendu').waitFor();
  await tabTo(page, 'Lire le compte rendu');
  await tabTo(page, 'Continuer');
  await page.keyboard.press('Enter');
  await page.getByText('Le mandat de Zoé Lefèvre (Secrétaire) prendra fin.').waitFor();
  const minutes = page.locator('dd', { hasText: '.pdf' });
  const [ends, window] = await minutes.evaluate((dd) => [dd.getBoundingClientRect().right, innerWidth] as const);
  expect(ends).toBeLessThan(window);
  await tabTo(page, 'Déclarer l’élection');
  await page.keyboard.press('Enter');
  await page.getByText('à la demande de Léo Müller du 20 novembre 2026.').waitFor();
  await page.close();
});

it('leads from a request to the election that somebody declared already', async () => {
  const page = await at('#/handover/new', 'handover=claim');
  await page.getByRole('button', { name: 'Ouvrir une demande…' }).click();
  await page.getByText('L’élection de Léo Müller est déjà déclarée').waitFor();
  await page.getByRole('button', { name: 'Confirmer' }).waitFor();
  await page.close();
});

it('asks for an office from the very first page, once nothing is missing', async () => {
  const page = await at('', 'session=first_run');
  await tabTo(page, 'J’ai été élu·e, sans invitation');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Demander à prendre votre fonction' }).waitFor();
  await tabTo(page, 'Enregistrer la demande…');
  await page.keyboard.press('Enter');
  await page.locator('input:focus[aria-invalid="true"]').waitFor();
  expect(await page.getByText('À remplir.').count()).toBe(4);
  await page.getByLabel('Vos prénom et nom').fill('Léo Müller');
  await page.getByLabel('Votre section ou votre fédération').fill('Section de Versailles');
  await page.getByLabel('Où se trouve le compte rendu').fill('Cahier de la section, page 12');
  await page.getByLabel('Jour de l’élection').fill('20/12/2026');
  await page.getByLabel('Jour de l’élection').press('Enter');
  await page.getByText('L’élection n’a pas encore eu lieu').waitFor();
  await page.getByLabel('Jour de l’élection').fill('20/11/2026');
  await page.getByLabel('Jour de l’élection').press('Enter');
  await page.getByRole('heading', { name: 'Votre demande est prête' }).waitFor();
  await page.getByText('demande-2026-11-20.json').waitFor();
  await tabTo(page, 'Revenir à l’accueil');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code ou lien d’invitation').waitFor();
  await page.close();
});

it('asks what a federal secretary is in charge of, and nobody else', async () => {
  const page = await at('#/handover/new', 'federal=1');
  await declaringOf(page, 'Secrétariat fédéral thématique');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('À remplir.').waitFor();
  await page.getByLabel('Thème').fill('Formation');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /Quand/u }).waitFor();
  await page.getByLabel('Jour de l’élection').fill('20/11/2026');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Compte rendu', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Secrétariat fédéral thématique (Formation)').waitFor();
  await page.close();
});

it('gives an office without an election at once, but to whoever would lead', async () => {
  const page = await at('#/handover/new');
  await giving(page, 'Membre du bureau');
  await page.getByText('Cela compte tout de suite').waitFor();
  await page.getByRole('button', { name: 'Confier la fonction' }).click();
  await page.getByText('Léo Müller exerce cette fonction.').waitFor();
  const seats = page.getByRole('region', { name: 'Qui exerce quelle fonction' });
  await seats.getByRole('link', { name: /Léo Müller/u }).waitFor();
  await page.keyboard.press('Control+n');
  await giving(page, 'Secrétaire');
  await page.getByText('deuxième personne qui peut le faire').waitFor();
  await page.getByRole('button', { name: 'Confier la fonction' }).click();
  await page.getByText('quand une deuxième personne aura accepté').waitFor();
  expect(await seats.getByRole('link', { name: /Léo Müller/u }).count()).toBe(1);
  await page.close();
});

it('shows what proves a mandate, and opens it', async () => {
  const page = await at('#/handover/s3');
  const title = 'Compte rendu de la réunion de section';
  await page.getByText('Cahier de la section, page 31', { exact: true }).waitFor();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  await page.close();
});

it('reads the dossier of the first day with the keyboard alone, to its other lines', async () => {
  const page = await at('#/handover/start');
  const past = page.getByRole('region', { name: 'Les douze derniers mois' });
  await past.waitFor();
  const shown = past.getByRole('listitem').filter({ visible: true });
  expect(await shown.count()).toBe(5);
  await tabTo(page, (await past.locator('summary').innerText()).trim(), 60);
  await page.keyboard.press('Enter');
  await shown.nth(5).waitFor();
  expect(await page.getByText('Votre fonction ne montre pas').count()).toBe(0);
  await page.close();
});

it('writes the dossier as pages to print, with the keyboard alone', async () => {
  const page = await at('#/handover/start');
  const right = async (one: Locator) => one.evaluate((element) => element.getBoundingClientRect().right);
  const text = page.getByRole('region', { name: 'Ce qui attend une décision' });
  expect(await right(page.getByRole('button', { name: 'Exporter' }))).toBe(await right(text));
  await tabTo(page, 'Exporter');
  await page.keyboard.press('Enter');
  await page.getByText('Il donne des noms et des coordonnées.').waitFor();
  expect(await page.getByRole('button', { name: 'Fichier CSV' }).count()).toBe(0);
  await tabTo(page, 'PDF à imprimer');
  await page.keyboard.press('Enter');
  await page.getByText(/passation-.*\.pdf/u).waitFor();
  await page.close();
});

it('says what the office does not show', async () => {
  const page = await at('#/handover/start', 'bare=1');
  await page.getByText('Votre fonction ne montre pas').waitFor();
  await page.getByText('le fichier, les cotisations, ce qui a changé dans le fichier').waitFor();
  expect(await page.getByText('en retard').count()).toBe(0);
  await page.close();
});

it('says who changed the roster, and whether that is all', async () => {
  for (const [scenario, comes] of [
    ['', 0],
    ['fresh=1', 1],
  ] as const) {
    const page = await at('#/handover/start', scenario);
    const changed = page.getByRole('region', { name: 'Ce qui a changé dans le fichier' });
    await changed.waitFor();
    expect(await changed.getByText('L’historique arrive encore').count()).toBe(comes);
    await page.close();
  }
});

it('follows the season of the units below with the keyboard alone', async () => {
  const page = await at('#/handover', 'bare=1&below=4000&handover=contested');
  await tabTo(page, 'Renouvellement des sections');
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: 'Renouvellement des sections' });
  await grid.getByText('Contestée').first().waitFor();
  expect(await grid.getAttribute('aria-rowcount')).toBe('4001');
  await tabTo(page, 'Sans secrétaire');
  await page.keyboard.press('Enter');
  await page.locator('[role=grid][aria-rowcount="501"]').waitFor();
  await tabTo(page, 'Section de');
  await page.keyboard.press('Enter');
  await page.getByText('aucune élection n’est déclarée').waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, 'Sans secrétaire');
  await page.keyboard.press('Enter');
  await page.locator('[role=grid][aria-rowcount="4001"]').waitFor();
  await tabTo(page, 'Section de');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: /Léo Müller/u }).waitFor();
  // The season stands beside the sheet, and is there again when it closes.
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 2 }).waitFor({ state: 'detached' });
  expect(await grid.isVisible()).toBe(true);
  await tabTo(page, 'Passation de votre unité');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Passation', exact: true }).waitFor();
  await page.close();
});

it('opens the renewal of a unit by its address', async () => {
  const page = await at('#/handover/unit-unit-4', 'bare=1&below=40');
  await page.getByText('aucune élection n’est déclarée').waitFor();
  await page.getByRole('grid', { name: 'Renouvellement des sections' }).waitFor();
  await page.close();
  const other = await at('#/handover/unit-unit-400', 'bare=1&below=40');
  await other.getByText('Cette unité n’est pas de celles que vous suivez').waitFor();
  await other.close();
});

it('reminds the sections that are behind, once shown which', async () => {
  const page = await at('#/handover', 'bare=1&below=4000');
  await page.getByText('Renouvellement des sections').first().click();
  await page.getByRole('button', { name: 'Relancer les sections en retard' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/sections seront relancées/u).waitFor();
  await dialog.getByText(/il y a moins de sept jours/u).waitFor();
  await dialog.getByRole('button', { name: 'Relancer', exact: true }).click();
  await page
    .getByText(/sections relancées/u)
    .first()
    .waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Relancer les sections en retard' }).click();
  await dialog.getByText('Aucune section à relancer.').waitFor();
  await page.close();
});

it('reminds one section from its sheet', async () => {
  const page = await at('#/handover/unit-unit-4', 'bare=1&below=40');
  await page.getByRole('button', { name: 'Relancer la section' }).click();
  await page.getByText(/Relancée il y a moins de sept jours/u).waitFor();
  expect(await page.getByRole('button', { name: 'Relancer la section' }).count()).toBe(0);
  await page.close();
});

it('attaches the minutes that an election lacks, once', async () => {
  const page = await at('#/handover/c1', 'handover=long');
  await page.getByRole('button', { name: 'Joindre le compte rendu' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Compte rendu', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Joindre le compte rendu' }).press('Enter');
  await page.getByText('Le compte rendu est joint.').waitFor();
  await page.getByRole('link', { name: /^Ouvrir .*Compte rendu/u }).waitFor();
  expect(await page.getByRole('button', { name: 'Joindre le compte rendu' }).count()).toBe(0);
  await page.close();
});

it('shows what the level above reminds of, and leads there', async () => {
  const page = await at('#/pending', 'bare=1&reminded=1&handover=contested');
  await page.getByRole('heading', { name: 'Le niveau au-dessus vous relance' }).first().waitFor();
  await page.getByText(/Aucune élection n’est déclarée depuis le/u).waitFor();
  await page.getByRole('link', { name: 'Déclarer une élection' }).click();
  await page.waitForURL(/#\/handover\/new/u);
  await page.close();
});

it('shows every column of the season in the usual window, and what stands out of a name that is cut', async () => {
  const page = await at('#/handover/season', 'bare=1&below=40');
  const grid = page.getByRole('grid');
  await expect.poll(() => grid.getAttribute('aria-colcount')).toBe('7');
  // As with a scroll bar beside the rows.
  await page.setViewportSize({ width: 1280 - 17, height: 800 });
  expect(await grid.getAttribute('aria-colcount')).toBe('7');
  await page.getByRole('columnheader', { name: 'Relancée le' }).waitFor();
  expect(await grid.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await page.getByLabel('Chercher une section ou une personne').fill('haddad');
  const tag = grid.getByText('Provisoire').first();
  await tag.waitFor();
  const cell = tag.locator('xpath=ancestor::*[@role="gridcell"]');
  const ends = async (of: typeof tag) => of.evaluate((element) => element.getBoundingClientRect().right);
  expect(await ends(tag)).toBeLessThanOrEqual(await ends(cell));
  await page.close();
});
