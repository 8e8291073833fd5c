import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('opens a feed with the keyboard alone, and shows its address once', async () => {
  const page = await at('#/agenda');
  await page.getByRole('button', { name: 'Abonnements' }).click();
  await page.getByRole('heading', { name: 'Abonnements ouverts' }).waitFor();
  await tabTo(page, 'Ouvrir un abonnement', 200);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('sans mot de passe').waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('À remplir.').waitFor();
  await page.keyboard.type('Téléphone de Zoé');
  await page.keyboard.press('Enter');
  const address = dialog.getByText(/^https:\/\/coopol\.example\/v1\/feeds\/[A-Za-z0-9_-]{64}\.ics$/u);
  await address.waitFor();
  // Leaving it before it was taken is asked about.
  await page.keyboard.press('Escape');
  await page.getByText('n’a pas été copiée').waitFor();
  await page.getByRole('button', { name: 'Rester' }).click();
  await dialog.getByRole('button', { name: 'C’est noté' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByText('coopol.example/v1/feeds').count()).toBe(0);
  await page.getByText('Téléphone de Zoé', { exact: true }).waitFor();
  await page.goto(page.url().replace(/#.*/u, '#/history'));
  await page.getByText('Vous avez ouvert l’abonnement à l’agenda').first().waitFor();
  await page.close();
});

it('takes up what somebody left, and closes for good', async () => {
  const page = await at('#/agenda/feeds');
  await page.getByText('Gérard Petit n’est plus en fonction').waitFor();
  await page.getByRole('button', { name: 'Reprendre, Agenda du site de la section' }).press('Enter');
  await page.getByText('la même adresse donne de nouveau').waitFor();
  expect(await page.getByText('Vous en répondez').count()).toBe(2);
  await page.getByRole('button', { name: 'Mettre fin, Agenda du site de la section' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('C’est définitif').waitFor();
  await dialog.getByRole('button', { name: 'Garder' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Mettre fin, Agenda du site de la section' }).click();
  await dialog.getByRole('button', { name: 'Mettre fin pour de bon' }).click();
  await page.getByText('a pris fin.').waitFor();
  expect(await page.getByText('Agenda du site de la section', { exact: true }).count()).toBe(0);
  await page.close();
});

it('lets nobody open one who only reads, nor a section without a server', async () => {
  for (const scenario of ['reader=1', 'connection=alone']) {
    const page = await at('#/agenda/feeds', scenario);
    await page.getByRole('heading', { name: 'Abonnements ouverts' }).waitFor();
    expect(await page.getByRole('button', { name: 'Ouvrir un abonnement' }).count()).toBe(0);
    await page.close();
  }
});
