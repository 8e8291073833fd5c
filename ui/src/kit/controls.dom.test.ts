import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { t } from '../l10n/l10n.svelte';
import Checkbox from './Checkbox.svelte';
import Chip from './Chip.svelte';
import Choices from './Choices.svelte';
import SearchField from './SearchField.svelte';
import Select from './Select.svelte';
import ShortcutSheet from './ShortcutSheet.svelte';
import TimeField from './TimeField.svelte';
import { COMMANDS, shortcuts } from './shortcuts';

const OPTIONS = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
];

it('a chip is a button that tells whether it is pressed', async () => {
  const onclick = vi.fn();
  render(Chip, { label: 'En retard', count: 65, pressed: true, onclick });
  const chip = screen.getByRole('button', { name: 'En retard 65', pressed: true });
  chip.focus();
  await userEvent.keyboard(' ');
  expect(onclick).toHaveBeenCalledOnce();
});

it('a select gives the value chosen', async () => {
  const onchange = vi.fn();
  render(Select, { label: 'Langue', value: 'fr', options: OPTIONS, onchange });
  await userEvent.selectOptions(screen.getByLabelText('Langue'), 'English');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('en');
});

it('a select keeps its name when its label is not seen', () => {
  render(Select, { label: 'Langue', labelUnseen: true, value: 'fr', options: OPTIONS });
  expect(screen.getByRole('combobox', { name: 'Langue' })).toHaveValue('fr');
});

it('choices are one group of radio buttons', async () => {
  const onchange = vi.fn();
  render(Choices, { legend: 'Langue', value: 'fr', options: OPTIONS, onchange });
  expect(screen.getByRole('group', { name: 'Langue' })).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'English' }));
  expect(onchange).toHaveBeenCalledExactlyOnceWith('en');
});

it('a checkbox is described by its hint', () => {
  render(Checkbox, { label: 'Démarrer avec l’ordinateur', hint: 'Pour les rappels', checked: false });
  expect(screen.getByRole('checkbox')).toHaveAccessibleDescription('Pour les rappels');
});

it('a time is typed as people say it', async () => {
  const onsave = vi.fn(async () => true);
  render(TimeField, { label: 'Début', value: '20:00', onsave });
  const field = screen.getByLabelText('Début');
  expect(field).toHaveValue('20\u00a0h');
  await userEvent.clear(field);
  await userEvent.type(field, '18h30{Enter}');
  expect(onsave).toHaveBeenCalledExactlyOnceWith('18:30');
});

it('Ctrl+F goes to the search field, Échap empties it first', async () => {
  render(SearchField, { label: 'Nom, e-mail', value: 'côté' });
  const field = screen.getByRole('textbox', { name: 'Nom, e-mail' });
  shortcuts.press(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, cancelable: true }));
  expect(field).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(field).toHaveValue('');
});

it('the sheet of shortcuts names every key', async () => {
  render(ShortcutSheet, { open: true });
  await screen.findByRole('dialog', { name: 'Raccourcis du clavier' });
  for (const command of COMMANDS) expect(screen.getByText(t(`key-${command}`))).toBeVisible();
});
