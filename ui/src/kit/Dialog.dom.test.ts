import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import DialogStage from '../../tests/DialogStage.svelte';

async function opened() {
  render(DialogStage);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Ouvrir' }));
  return { user, dialog: await screen.findByRole('dialog') };
}

it('is named and described', async () => {
  const { dialog } = await opened();
  expect(dialog).toHaveAccessibleName('Ajouter un événement');
  expect(dialog).toHaveAccessibleDescription('Le titre suffit.');
});

it('puts the focus on the first field, not on « Fermer »', async () => {
  await opened();
  await waitFor(() => {
    expect(screen.getByLabelText('Titre')).toHaveFocus();
  });
});

it('closes on Échap and gives the focus back', async () => {
  const { user } = await opened();
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Ouvrir' })).toHaveFocus();
  });
});
