import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('asks for an erasure with the keyboard alone, and gives it up', async () => {
  const page = await at('#/roster/p7');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await tabTo(page, 'Effacer pour toujours', 80);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByLabel('Motif').selectOption('Ses données ne servent plus.');
  await tabTo(page, 'Demander l’effacement');
  await page.keyboard.press('Enter');
  await page.getByText(/^L’effacement de .* est demandé/u).waitFor();
  await page.getByRole('heading', { name: 'Effacement demandé' }).waitFor();
  await page.getByText('Ses données ne servent plus.').waitFor();
  expect(await page.getByRole('button', { name: 'Accepter l’effacement' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Effacer pour toujours' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Renoncer à l’effacement' }).click();
  await page.getByText(/ne sera pas effacé/u).waitFor();
  await page.getByRole('button', { name: 'Effacer pour toujours' }).waitFor();
  await page.close();
});

it('agrees to what a colleague asked for, on the sheet or where things wait', async () => {
  let page = await at('#/roster/p0', 'erasing=1');
  await page.getByText('Demandé par Nadia Benali.').waitFor();
  await page.getByRole('button', { name: 'Accepter l’effacement' }).click();
  await page.getByRole('heading', { name: 'Effacement prévu le 29 novembre 2026' }).waitFor();
  await page.close();
  page = await at('#/pending', 'erasing=1');
  await page.getByText('Nadia Benali demande un effacement définitif').waitFor();
  await page.getByText(/retire son accord\. La fiche .* sept jours après votre accord/u).waitFor();
  await page.getByRole('button', { name: 'Accepter l’effacement' }).click();
  await page.getByText('L’effacement sera fait dans sept jours.').waitFor();
  await page.close();
});
