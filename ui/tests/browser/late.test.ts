import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

const from = (page: Page, name: string) => page.getByRole('region', { name });
const toVerify = (page: Page, text: string) => page.getByRole('contentinfo').getByText(text);

it('takes over what came too late change by change, with the keyboard alone', async () => {
  const page = await at('#/pending', 'late=1');
  await page.getByText('7 modifications d’Anne Martin et Karim Haddad').waitFor();
  await toVerify(page, 'À vérifier\u202f: 4').waitFor();
  await tabTo(page, 'Les regarder une par une');
  await page.keyboard.press('Enter');
  const karim = from(page, 'Karim Haddad (Secrétariat adjoint)');
  await karim.getByText('Mandat terminé le 20 novembre 2026 au soir. Envoyé depuis l’ordinateur').waitFor();
  const lines = karim.locator('li:not(li li)');
  expect(await lines.count()).toBe(6);
  await tabTo(page, 'Reprendre', 20);
  await page.keyboard.press('Enter');
  await page.getByText('La modification est reprise.').waitFor();
  await expect.poll(() => lines.count()).toBe(5);
  // The line below stands in its place, and has the focus.
  await karim.locator('li:first-child input:focus').waitFor();
  await toVerify(page, 'À vérifier\u202f: 3').waitFor();

  await page.keyboard.press('Space');
  await tabTo(page, 'Reprendre 1 modification', 20);
  await page.keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(4);
  await page.keyboard.press('Control+z');
  await page.getByText('C’est annulé.').waitFor();
  expect(await lines.count()).toBe(4);
  await page.close();
});

it('says what changed since, what goes with what, and what cannot be taken over', async () => {
  const page = await at('#/pending/late', 'late=1');
  const karim = from(page, 'Karim Haddad (Secrétariat adjoint)');
  const line = (text: string) => karim.getByRole('listitem').filter({ hasText: text });
  await line('l’adresse postale').getByText('Changé depuis').waitFor();
  await line('l’adresse postale').getByText('La reprendre remplace cette valeur.').waitFor();
  await line('la remarque').getByText('La fiche a été supprimée depuis').waitFor();
  expect(await line('la remarque').getByRole('checkbox').count()).toBe(0);
  await line('a exporté 214 fiches').getByText('Après la fin du mandat').waitFor();
  await line('a exporté 214 fiches').getByText('Cela ne se reprend pas').waitFor();
  await from(page, 'Anne Martin').getByText('Votre fonction ne permet pas de les reprendre').waitFor();
  expect(await from(page, 'Anne Martin').getByRole('button').count()).toBe(0);

  await line('le portable de Nour Diallo').getByText('reprise avec elle').waitFor();
  await line('le portable de Nour Diallo').getByRole('button', { name: 'Reprendre' }).click();
  await line('a ajouté Nour Diallo').waitFor({ state: 'detached' });

  await karim.getByLabel('Tout cocher (2)').check();
  await karim.getByRole('button', { name: 'Écarter 2 modifications' }).click();
  await page.getByRole('dialog', { name: 'Écarter ces 2 modifications' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await karim.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await karim.getByRole('button', { name: 'Écarter 2 modifications' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Écarter', exact: true }).click();
  await page.getByText('2 modifications sont écartées.').waitFor();
  await line('l’adresse postale').waitFor({ state: 'detached' });
  await line('a exporté 214 fiches').getByRole('button', { name: 'J’ai compris' }).press('Enter');
  await line('a exporté 214 fiches').waitFor({ state: 'detached' });
  await page.close();
});

it('decides nothing for who only reads, and teaches where nothing waits', async () => {
  const reader = await at('#/pending/late', 'late=1&reader=1');
  await from(reader, 'Karim Haddad').getByText('Votre fonction ne permet pas').first().waitFor();
  expect(await reader.getByRole('checkbox').count()).toBe(0);
  expect(await from(reader, 'Karim Haddad').getByRole('button').count()).toBe(0);
  await reader.close();
  const nothing = await at('#/pending/late', '');
  await nothing.getByText('Plus rien n’attend ici').waitFor();
  await nothing.close();
});
