import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opener } from './at';

const at = opener();

const list = (page: Page) => page.getByRole('grid', { name: 'Personnes du fichier' });
const said = (page: Page, text: string) => page.getByRole('region', { name: 'Présences' }).getByText(text).waitFor();

it('marks who came with a click, one click more takes it back', async () => {
  const page = await at('#/agenda/e7');
  await said(page, 'Aucun présent noté, aucun excusé');
  const first = list(page).getByRole('row').first();
  await first.getByRole('button', { name: 'Présent' }).click();
  await said(page, '1 présent, aucun excusé');
  await page.getByText('présence notée.').first().waitFor();
  await first.getByRole('button', { name: 'Excusé' }).click();
  await said(page, 'Aucun présent noté, 1 excusé');
  expect(await first.getByRole('button', { pressed: true }).count()).toBe(1);
  await first.getByRole('button', { name: 'Excusé' }).click();
  await said(page, 'Aucun présent noté, aucun excusé');
  await page.getByText('Vous avez noté qui est venu à').first().waitFor();
  await page.close();
});

it('marks people with the keyboard alone, far down a long list', async () => {
  const page = await at('#/agenda/e7');
  await page.getByLabel('Nom, commune, numéro').focus();
  await page.keyboard.type('rochefoucauld');
  await expect.poll(() => list(page).getByRole('row').count()).toBe(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await said(page, '1 présent, aucun excusé');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await said(page, 'Aucun présent noté, 1 excusé');
  await page.keyboard.press('Control+z');
  await said(page, '1 présent, aucun excusé');

  await page.getByLabel('Nom, commune, numéro').fill('');
  await expect.poll(() => list(page).getAttribute('aria-rowcount')).toBe('500');
  expect(await list(page).getByRole('row').count()).toBeLessThan(40);
  await list(page).getByRole('button', { name: 'Présent' }).first().focus();
  await page.keyboard.press('End');
  await page.locator('[role="row"][aria-rowindex="500"] button:focus').waitFor();
  await page.keyboard.press('Space');
  await said(page, '2 présents, aucun excusé');
  // The button that was pressed keeps the focus, and its row stands where it stood.
  await page.locator('[role="row"][aria-rowindex="500"] button[aria-pressed="true"]:focus').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('[role="row"][aria-rowindex="499"] button:focus').waitFor();
  await page.close();
});

it('shows only those of whom something is said, and counts who left', async () => {
  const page = await at('#/agenda/e3');
  await said(page, 'L’une de ces personnes n’est plus au fichier');
  const rows = () => list(page).getAttribute('aria-rowcount');
  expect(await rows()).toBe('500');
  await page.getByRole('button', { name: 'Notées seulement' }).click();
  await expect.poll(rows).toBe('40');
  await page.getByLabel('Nom, commune, numéro').fill('xyzzy');
  await said(page, 'Personne ne correspond.');
  await page.close();
});

it('says in words why there are no names', async () => {
  const page = await at('#/agenda/e3', 'bare=1');
  await said(page, 'Votre fonction ne montre pas le fichier');
  expect(await list(page).count()).toBe(0);
  await page.close();
});

it('lets who may only read scroll through those who came', async () => {
  const page = await at('#/agenda/e3', 'reader=1');
  await expect.poll(() => list(page).getAttribute('aria-rowcount')).toBe('40');
  expect(await list(page).getByRole('button').count()).toBe(0);
  await list(page).focus();
  await page.keyboard.press('PageDown');
  await expect.poll(() => list(page).evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await page.close();
});
