import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('checks the whole history by the keyboard, and says so part by part', async () => {
  const page = await at('#/history');
  await tabTo(page, 'Vérifier');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Vérifier l’historique' }).waitFor();
  await page.getByText('aucune ne manque').waitFor();
  const parts = page.getByRole('main').getByRole('listitem');
  expect(await parts.count()).toBe(5);
  await parts.filter({ hasText: 'Le fichier des personnes' }).getByText('modifications vérifiées').waitFor();
  await tabTo(page, 'Vérifier de nouveau');
  await page.keyboard.press('Enter');
  await page.getByText('aucune ne manque').waitFor();
  await page.close();
});

it('says which part doesn’t hold together, and what to do', async () => {
  const page = await at('#/history/seals', 'connection=distrusted');
  await page.getByText('Prévenez votre fédération').first().waitFor();
  const agenda = page.getByRole('main').getByRole('listitem').filter({ hasText: 'L’agenda' });
  await agenda.getByText('modifications annoncées').waitFor();
  expect(await page.getByText('aucune ne manque').count()).toBe(0);
  await page.close();
});
