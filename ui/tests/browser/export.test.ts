import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('asks somebody else before the file leaves around a handover, once', async () => {
  const page = await at('#/roster', 'shield=1');
  const choose = async () => {
    await tabTo(page, 'Exporter', 60);
    await page.keyboard.press('Enter');
    await tabTo(page, 'Classeur Excel', 10);
    await page.keyboard.press('Enter');
  };
  await choose();
  await page.getByText('Rien n’a été écrit').first().waitFor();
  await tabTo(page, 'Demander l’accord', 10);
  await page.keyboard.press('Enter');
  await page.getByText('L’accord est demandé').first().waitFor();
  await choose();
  await page.getByText('il attend une réponse').first().waitFor();
  expect(await page.getByRole('button', { name: 'Demander l’accord' }).count()).toBe(0);
  await page.close();
});
