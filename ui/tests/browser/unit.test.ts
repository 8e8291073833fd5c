import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('corrects the name of the section, which shows in the rail and in the history', async () => {
  const page = await at('#/settings');
  await page.getByRole('heading', { name: 'La section' }).waitFor();
  await tabTo(page, 'Corriger');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByLabel('Nom').fill('  ');
  await page.keyboard.press('Enter');
  await page.getByText('À remplir.').first().waitFor();
  await page.getByRole('dialog').getByLabel('Nom').fill('Section de Versailles-Nord');
  await page.getByLabel('Heure locale').selectOption({ label: 'La Réunion' });
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('navigation').getByText('Section de Versailles-Nord').waitFor();
  await page.getByRole('definition').filter({ hasText: 'La Réunion' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('navigation').getByText('Section de Versailles', { exact: true }).waitFor();
  await page.goto(page.url().replace('#/settings', '#/history'));
  await page.getByText('le nom et le fuseau horaire').first().waitFor();
  await page.close();
});

it('corrects nothing for who only reads', async () => {
  const page = await at('#/settings', 'reader=1');
  await page.getByRole('heading', { name: 'La section' }).waitFor();
  expect(await page.getByRole('button', { name: 'Corriger' }).count()).toBe(0);
  await page.close();
});

it('corrects the name of a section below', async () => {
  const page = await at('#/handover/unit-unit-3', 'below=20');
  await tabTo(page, 'Corriger');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Code').fill('78-3');
  await page.keyboard.press('Enter');
  await page.getByRole('definition').filter({ hasText: '78-3' }).waitFor();
  await page.close();
});
