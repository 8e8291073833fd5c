import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('tells an export that waits as what it is, agrees to it, and tells that in the history', async () => {
  const page = await at('#/pending', 'unsettled=1&shield=1');
  const asked = page.getByRole('region', { name: 'Nadia Benali demande à exporter le fichier' });
  await asked.getByText('Le vôtre vaut 24\u00a0heures, pour Nadia Benali').waitFor();
  expect(await asked.getByRole('listitem').count()).toBe(0);
  await page.getByText('Votre demande d’exporter tout ce que garde cet ordinateur attend').waitFor();
  await tabTo(page, 'Donner mon accord', 60);
  await page.keyboard.press('Enter');
  await page.getByText('Nadia Benali peut exporter, pendant 24\u00a0heures.').waitFor();
  await asked.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Historique', exact: true }).click();
  await page.getByText('Vous avez donné votre accord pour un export du fichier.').first().waitFor();
  await page.close();
});

it('asks who may invite to agree to sealed codes, and tells that in the history', async () => {
  const page = await at('#/pending', 'unsettled=1&codes=made');
  const asked = page.getByRole('region', { name: 'Nadia Benali a fait trois codes de secours sous pli' });
  await asked.getByText('ne valent rien sans votre accord').waitFor();
  expect(await asked.getByRole('listitem').count()).toBe(0);
  expect(await asked.getByRole('button').count()).toBe(1);
  await tabTo(page, 'Donner mon accord', 60);
  await page.keyboard.press('Enter');
  await page.getByText('Ces trois codes servent dès que votre accord est partagé.').first().waitFor();
  await asked.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Historique', exact: true }).click();
  await page.getByText('Vous avez accepté les trois nouveaux codes de secours sous pli.').first().waitFor();
  await page.close();
});

it('says in which unit a change was refused, where somebody works in several', async () => {
  const page = await at('#/pending', 'unsettled=1&several=1');
  const refused = page.getByRole('region').filter({ hasText: 'Cette valeur appartient déjà à une autre fiche' });
  await refused.getByText('C’était dans «\u202fSection de Viroflay\u202f».').waitFor();
  expect(await page.getByText('C’était dans').count()).toBe(1);
  await page.close();
});
