import Users from '@lucide/svelte/icons/users';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import CommandPalette, { type PaletteItem } from './CommandPalette.svelte';

function palette() {
  const runs = vi.fn();
  const item = (title: string): PaletteItem => ({
    id: title,
    title,
    detail: '',
    icon: Users,
    run: () => {
      runs(title);
    },
  });
  const all = ['Ouvrir le fichier', 'Ouvrir l’agenda', 'Verrouiller'];
  render(CommandPalette, {
    open: true,
    find: async (text: string) => [
      { title: 'Personnes', items: [] },
      { title: 'Actions', items: all.filter((title) => title.includes(text)).map(item) },
    ],
  });
  return { runs, user: userEvent.setup() };
}

it('writes in the field while the arrows choose', async () => {
  const { user, runs } = palette();
  const field = await screen.findByRole('combobox', { name: 'Rechercher partout' });
  await vi.waitFor(() => {
    expect(field).toHaveFocus();
  });
  await user.keyboard('Ouvrir{ArrowDown}');
  const second = screen.getByRole('option', { name: /agenda/u });
  expect(field).toHaveAttribute('aria-activedescendant', second.id);
  expect(second).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Enter}');
  expect(runs).toHaveBeenCalledExactlyOnceWith('Ouvrir l’agenda');
  await vi.waitFor(() => {
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

it('goes round from the first to the last', async () => {
  const { user, runs } = palette();
  await screen.findAllByRole('option');
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('{ArrowUp}{Enter}');
  expect(runs).toHaveBeenCalledExactlyOnceWith('Verrouiller');
});

it('says what to try when nothing is found', async () => {
  const { user } = palette();
  await screen.findAllByRole('option');
  await user.click(screen.getByRole('combobox'));
  await user.keyboard('zzz');
  expect(await screen.findByText(/Essayez un nom/u)).toBeVisible();
});

it('shows no group without items', async () => {
  palette();
  await screen.findAllByRole('option');
  expect(screen.queryByRole('group', { name: 'Personnes' })).toBeNull();
});
