import type { Page } from 'playwright-core';

/** What is done on a page before it is looked at. */
export type Steps = (page: Page) => Promise<void>;

/** Presses buttons one after the other, and waits for what the last one shows. */
export function pressed(names: readonly string[], shown: string): Steps {
  return async (page) => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByText(shown).first().waitFor();
  };
}

/** Gives the code of an invitation, then presses buttons up to a page of this title. */
export function invited(names: readonly string[], title: string): Steps {
  return async (page) => {
    await page.getByLabel('Code ou lien').fill('05r2m-7k9qt-w4xbn');
    await pressed(['Continuer'], 'Qui êtes-vous')(page);
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await pressed(names, title)(page);
  };
}

/** Chooses which section becomes a part of which, up to what will follow. */
export async function joining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Réunir deux sections' }).click();
  await page.getByLabel('Section qui disparaît').selectOption('Section du Pecq');
  await page.getByLabel('Section qui l’accueille').selectOption('Section de Versailles');
  await page.getByLabel('compte moins de cinq adhérents').check();
  await page.getByRole('button', { name: 'Voir ce qui suivra' }).click();
  await page.getByText('prennent fin').waitFor();
}

/** Tells an election of somebody new to an office, as far as the person is asked for. */
export async function declaringOf(page: Page, office: string): Promise<void> {
  await pressed(['Continuer'], 'Qui, et pour quelle fonction')(page);
  await page.getByLabel('Fonction', { exact: true }).selectOption(office);
  await page.getByLabel('Personne').selectOption('Une autre personne');
  await page.getByLabel('Prénom et nom').fill('Léo Müller');
}

/** Tells who is to hold an office without an election, to the page that is read before. */
export async function giving(page: Page, office: string): Promise<void> {
  await page.getByRole('radio', { name: 'Confier une fonction sans élection' }).check();
  await declaringOf(page, office);
  for (const title of ['Quand', 'Qu’est-ce qui le prouve', 'Relisez, puis confiez']) {
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
  }
  await page.getByText('Cela ne s’annule pas').waitFor();
}

/** Tells an election up to a step. */
export async function declaring(page: Page, step: number): Promise<void> {
  const go = async (title: string) => {
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
  };
  await go('Qui, et pour quelle fonction');
  await page.getByLabel('Personne').selectOption('Une autre personne');
  await page.getByLabel('Prénom et nom').fill('Marie-Françoise Bernadette de La Rochefoucauld-Montbel d’Aubigné');
  await go('Quand');
  if (step === 2) return;
  await page.getByLabel('Jour de l’élection').fill('20/11/2026');
  await page.getByLabel('Premier jour du mandat').focus();
  await go('Qu’est-ce qui le prouve');
  if (step === 3) return;
  await page.getByLabel('Compte rendu', { exact: true }).selectOption({ index: 1 });
  await go('Relisez');
  await page.getByText('prendra fin').waitFor();
}

/** Brings a text into view, far down a page. */
export function inView(text: string): Steps {
  return async (page) => {
    await page.getByText(text).first().scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Faire trois codes' }).scrollIntoViewIfNeeded();
  };
}

/** Comes back by two sealed codes. */
export async function cameBack(page: Page): Promise<void> {
  await pressed(['Personne ne peut plus entrer'], 'Revenir avec deux codes')(page);
  await page.getByLabel('Adresse du serveur').fill('https://coopol.example');
  await page.getByLabel('Nom de la personne qui revient').fill('Léa Bonnet');
  await page.getByLabel('Un code', { exact: true }).fill('040G7-SECRET-ONE');
  await page.getByLabel('Un autre code').fill('040G7-SECRET-TWO');
  await pressed(['Demander à revenir'], 'Gardez cette invitation')(page);
}

/** Says, before there is a profile, to which office one was elected. */
export async function askingForOffice(page: Page): Promise<void> {
  await pressed(['J’ai été élu·e, sans invitation'], 'Demander à prendre votre fonction')(page);
  await page.getByLabel('Vos prénom et nom').fill('Léo Müller');
  await page.getByLabel('Votre section ou votre fédération').fill('Section de Versailles');
  await page.getByLabel('Jour de l’élection').fill('20/11/2026');
  await page.getByLabel('Où se trouve le compte rendu').fill('Cahier de la section, page 12');
  await pressed(['Joindre le compte rendu…'], 'PV de l’élection.pdf')(page);
}

/** Reads a request, up to one of the steps of a declaration. */
export function received(step: 'who' | 'proof' | 'check'): Steps {
  return async (page) => {
    await pressed(['Ouvrir une demande…'], 'D’après la demande de Léo Müller')(page);
    const go = (title: string) => pressed(['Continuer'], title)(page);
    if (step === 'who') return;
    await go('Quand');
    await go('Qu’est-ce qui le prouve');
    if (step === 'proof') return;
    await go('Relisez');
    await page.getByText('prendra fin').waitFor();
  };
}

/** Fills in a section that is to come out of another, up to what passes. */
export async function weighing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Partager une section' }).click();
  await page.getByLabel('Nom de la nouvelle section').fill('Section du Chesnay-Rocquencourt');
  await page.getByLabel('Prénom et nom du premier secrétaire').fill('Léa Bonnet');
  await page.getByLabel('Codes postaux de ceux qui passent').fill('78150, 78170');
  await page.getByRole('button', { name: 'Voir ce qui passera' }).click();
  await page.getByText('Ne passent pas').waitFor();
}

/** Brings a text of a sheet into view. */
export async function shown(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().scrollIntoViewIfNeeded();
}

/** Brings who came into view, and marks one more. */
export async function attendance(page: Page): Promise<void> {
  const list = page.getByRole('grid', { name: 'Personnes du fichier' });
  await list.getByRole('button', { name: 'Présent' }).nth(2).click();
  await shown(page, 'Rappels');
  await list.getByRole('row').nth(5).waitFor();
}

/** A delegate notes two people. */
export async function marked(page: Page): Promise<void> {
  const list = page.getByRole('grid', { name: 'Personnes à noter' });
  await list.getByRole('button', { name: 'Présent' }).nth(1).click();
  await list.getByRole('button', { name: 'Excusé' }).nth(3).click();
  await page.getByText('2 personnes notées ici').waitFor();
}

/** A delegate looks at what they entered of somebody. */
export async function entered(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Voir' }).first().click();
  await page.getByRole('dialog').getByText('Ce que vous avez noté').waitFor();
}

/** A delegate begins to enter a payment. */
export async function recording(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Noter un paiement' }).nth(2).click();
  await page.getByLabel('Montant, en euros').fill('36,50');
}

/** Brings one part of a sheet into view. */
export async function atPart(page: Page, title: string): Promise<void> {
  const part = page.getByRole('heading', { level: 3, name: title, exact: true });
  await part.waitFor();
  await part.evaluate((element) => element.scrollIntoView());
}

/** Opens what is written of a promise or a fact. */
export function written(title: string, shown: string, change = 'Modifier'): Steps {
  return async (page) => {
    await page.getByRole('button', { name: `${change} ${title}` }).click();
    await page.getByText(shown).first().click();
  };
}

/** Keeps the units of one step, and opens the first. */
export async function below(page: Page, step: string, shown: string): Promise<void> {
  await page.getByRole('button', { name: step }).click();
  const rows = page.getByRole('row').filter({ hasText: step });
  await page.locator('[role=grid][aria-rowcount="6"]').waitFor();
  await rows.first().click();
  await page.getByRole('heading', { name: shown }).waitFor();
}

/** Fills in who is put in charge, up to what that does. */
export async function appointing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Nommer une administration provisoire' }).click();
  await page.getByLabel('Personne à qui elle est confiée').selectOption({ label: 'Karim Haddad' });
  await page.getByLabel('Laquelle prolonge-t-elle').selectOption({ index: 1 });
  await page.getByLabel('Dernier jour').fill('31/03/2027');
  await page.getByLabel('Motif').fill('Les comptes ne sont pas encore rendus.');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Ce que cela fera').waitFor();
}

export async function typed(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.getByRole('dialog').waitFor();
}
