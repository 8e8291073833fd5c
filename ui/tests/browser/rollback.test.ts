import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('takes back what somebody did, with the keyboard alone, then puts it back', async () => {
  const page = await at('#/history');
  await tabTo(page, 'Annuler beaucoup à la fois');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Annuler beaucoup à la fois' }).waitFor();
  await tabTo(page, 'Voir ce qui changerait');
  await page.keyboard.press('Enter');
  await page.getByText('Voici ce qui changerait').waitFor();
  await tabTo(page, 'Annuler ces', 60);
  await page.keyboard.press('Enter');
  await page.getByText('remises comme avant').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Historique' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('C’est annulé.').waitFor();
  await page.close();
});

it('says that there is nothing to take back before anything can be pressed', async () => {
  const page = await at('#/history/rollback');
  await page.getByText('Tout ce qui a suivi un jour').click();
  await page.getByLabel('Revenir au').fill('22/11/2026');
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click();
  await page.getByText('Il n’y a rien à annuler').first().waitFor();
  expect(await page.getByRole('button', { name: /Annuler (cette|ces)/u }).count()).toBe(0);
  await page.close();
});
