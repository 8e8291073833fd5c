import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('entrusts the dues of a year with the keyboard alone, and ends it', async () => {
  const page = await at('#/roster');
  await tabTo(page, 'Cotisations', 40);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Saisie confiée' }).waitFor();
  await page.getByText('Reçu').waitFor();
  await tabTo(page, 'Confier la saisie', 40);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('ni qui est en retard').waitFor();
  await page.keyboard.type('Awa Ndiaye');
  await dialog.getByLabel('Pour l’année').selectOption('2025');
  await dialog.getByLabel('Prénom et nom de la personne').press('Enter');
  await dialog.getByText('Awa Ndiaye pourra noter les cotisations de 2025 jusqu’au 22 décembre 2026').waitFor();
  await dialog.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('cotisations de 2025 · jusqu’au 22 décembre 2026 inclus · code pas encore utilisé').waitFor();
  await page.getByRole('button', { name: 'Mettre fin, Awa Ndiaye' }).press('Enter');
  await dialog.getByText('confiez la saisie de nouveau').waitFor();
  await tabTo(page, 'Mettre fin');
  await page.keyboard.press('Enter');
  await page.getByText('la saisie confiée est arrêtée').waitFor();
  expect(await page.getByRole('button', { name: 'Mettre fin, Awa Ndiaye' }).count()).toBe(0);
  await page.close();
});

it('lets nobody who only proposes or reads the dues entrust them', async () => {
  for (const scenario of ['proposes=1', 'reader=1', 'connection=alone']) {
    const page = await at('#/dues', scenario);
    await page.getByText('Reçu').waitFor();
    expect(await page.getByRole('button', { name: 'Confier la saisie' }).count()).toBe(0);
    await page.close();
  }
  const page = await at('#/dues', 'unseen=1');
  await page.getByText('ne montre pas les cotisations').waitFor();
  await page.close();
});

it('enters, looks at, corrects and takes back a payment, by the keyboard', async () => {
  const page = await at('', 'session=delegated&accounts=1');
  await page.getByText('aucun paiement noté').waitFor();
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.getByLabel('Nom ou prénom').fill('roche');
  await page.locator('[role=grid][aria-rowcount="1"]').waitFor();
  await tabTo(page, 'Noter un paiement');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Enter');
  await dialog.getByText('À remplir.').waitFor();
  await page.keyboard.type('36,50');
  await page.keyboard.press('Enter');
  await page.getByText('1 paiement noté, 36,50').waitFor();
  expect(await page.getByLabel('Pour l’année').count()).toBe(0);

  const row = page.getByRole('row').first();
  await row.getByRole('button', { name: 'Voir' }).press('Enter');
  await dialog.getByText('Ce que vous avez noté').waitFor();
  await dialog.getByRole('button', { name: 'Modifier' }).press('Enter');
  await page.getByLabel('Montant, en euros').fill('20');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('1 paiement noté, 20,00').waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await page.getByText('1 paiement noté, 36,50').waitFor();

  await row.getByRole('button', { name: 'Voir' }).click();
  await dialog.getByRole('button', { name: 'Modifier' }).click();
  await page.getByRole('button', { name: 'Annuler ce paiement' }).click();
  await page.getByText('aucun paiement noté').waitFor();
  await row.getByRole('button', { name: 'Voir' }).click();
  await dialog.getByText('Annulé').waitFor();
  await dialog.getByRole('button', { name: 'Rétablir' }).click();
  await dialog.getByRole('button', { name: 'Rétablir' }).click();
  await page.getByText('1 paiement noté, 36,50').waitFor();
  await page.close();
});

it('leaves to the treasurer what they took over, and says what isn’t sent', async () => {
  let page = await at('', 'session=delegated&accounts=1&delegating=1');
  const entered = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Voir' }) });
  await expect.poll(() => entered.count()).toBe(2);
  const dialog = page.getByRole('dialog');
  for (const index of [0, 1]) {
    await entered.nth(index).getByRole('button', { name: 'Voir' }).click();
    await dialog.waitFor();
    const taken = await dialog.getByText('Repris par la trésorerie').count();
    const changed = await dialog.getByRole('button', { name: /^(?:Modifier|Rétablir)/u }).count();
    expect(changed).toBe(taken === 1 ? 0 : 2);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await page.close();

  page = await at('', 'session=delegated&accounts=1&offline=1');
  await page.getByRole('button', { name: 'Noter un paiement' }).first().click();
  await page.getByLabel('Montant, en euros').fill('36,50');
  await page.getByRole('button', { name: 'Noter', exact: true }).click();
  await page.getByText('1 paiement noté ici, pas encore envoyé').waitFor();
  await page.getByRole('row').first().getByText('pas encore envoyé').waitFor();
  await page.close();

  page = await at('', 'session=delegated&accounts=1&late=1');
  await page.getByText('La saisie qui vous était confiée est finie').waitFor();
  expect(await page.getByRole('grid').count()).toBe(0);
  await page.close();
});
