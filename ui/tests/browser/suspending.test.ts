import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('suspends a mandate of a unit below with the keyboard alone, then lifts that', async () => {
  const page = await at('#/handover/unit-unit-5', 'bare=1&below=40');
  await page.getByText('Karim Haddad').first().waitFor();
  await tabTo(page, 'Karim Haddad', 60);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Karim Haddad' }).waitFor();
  await tabTo(page, 'Suspendre le mandat', 60);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Suspendre le mandat');
  await page.keyboard.press('Enter');
  await page.getByText('À remplir.').waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.getByLabel('Motif').fill('Les comptes n’ont pas été rendus.');
  await page.getByLabel('Dernier jour, si vous le fixez déjà').fill('01/11/2026');
  await tabTo(page, 'Suspendre le mandat');
  await page.keyboard.press('Enter');
  await page.getByText(/avant/u).first().waitFor();
  await page.getByLabel('Dernier jour, si vous le fixez déjà').fill('31/12/2026');
  await tabTo(page, 'Suspendre le mandat');
  await page.keyboard.press('Enter');
  await page.getByText('Le mandat de Karim Haddad est suspendu.').waitFor();
  await page.getByText('Les comptes n’ont pas été rendus.').waitFor();
  await page.getByText('31 décembre 2026').waitFor();
  await tabTo(page, 'Lever la suspension', 60);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Lever la suspension');
  await page.keyboard.press('Enter');
  await page.getByText('La suspension du mandat de Karim Haddad est levée.').waitFor();
  await page.getByRole('button', { name: 'Suspendre le mandat' }).waitFor();
  await page.close();
});

it('shows who is suspended, since when, by whom and why, and offers nothing to colleagues', async () => {
  const page = await at('#/handover', 'suspended=1');
  const list = page.getByRole('region', { name: 'Mandats suspendus' });
  await list.getByText('André Côté').waitFor();
  await list
    .getByText(/mandat suspendu depuis le 20 novembre 2026, jusqu’au 20 décembre 2026, par Ada Traoré/u)
    .waitFor();
  await list.getByRole('link').click();
  await page.getByText('Les comptes de la fête n’ont pas été rendus.').waitFor();
  await page.getByText('la fonction n’est pas vacante').waitFor();
  expect(await page.getByRole('button', { name: /suspen/iu }).count()).toBe(0);
  await page
    .getByRole('link', { name: /Voir qui/u })
    .or(page.getByRole('link', { name: /peut voir/u }))
    .first()
    .click();
  await page.getByText('Nadia Benali').first().waitFor();
  expect(await page.getByRole('complementary').getByText('André Côté').count()).toBe(0);
  await page.close();
});

it('tells whoever takes office of a suspended colleague', async () => {
  const page = await at('#/handover/start', 'suspended=1&fresh=1');
  const bureau = page.getByRole('region', { name: /exerce quelle fonction|bureau/iu }).last();
  await bureau.getByText(/mandat suspendu depuis le 20 novembre 2026/u).waitFor();
  await page.close();
});

it('tells the person that their mandate is suspended, since when and why', async () => {
  const page = await at('', 'session=suspended');
  await page.getByRole('heading', { name: 'Votre mandat est suspendu' }).waitFor();
  await page.getByText(/Depuis le 21 novembre 2026/u).waitFor();
  await page.getByText(/Les comptes de la fête n’ont pas été rendus/u).waitFor();
  await page.close();
});
