import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import TextField from './TextField.svelte';

function field(save: (value: string) => Promise<boolean>) {
  const onsave = vi.fn(save);
  const { rerender } = render(TextField, { label: 'Portable', value: '06 11', hint: 'Dix chiffres', onsave });
  return { onsave, rerender, input: screen.getByLabelText<HTMLInputElement>('Portable') };
}

it('is named by its label and described by its hint', () => {
  const { input } = field(async () => true);
  expect(input).toHaveAccessibleDescription('Dix chiffres');
});

it('saves once when it is left, and only what changed', async () => {
  const { input, onsave } = field(async () => true);
  const user = userEvent.setup();
  await user.click(input);
  await user.tab();
  expect(onsave).not.toHaveBeenCalled();
  await user.clear(input);
  await user.type(input, '07 22');
  await user.tab();
  expect(onsave.mock.calls).toEqual([['07 22']]);
});

it('saves on Entrée', async () => {
  const { input, onsave } = field(async () => true);
  await userEvent.type(input, '9{Enter}');
  expect(onsave).toHaveBeenCalledExactlyOnceWith('06 119');
});

it('gives the saved text back on Échap', async () => {
  const { input, onsave } = field(async () => true);
  await userEvent.type(input, '99{Escape}');
  expect(input).toHaveValue('06 11');
  await userEvent.tab();
  expect(onsave).not.toHaveBeenCalled();
});

it('keeps what was typed when it is refused, and tells why', async () => {
  const { input, rerender } = field(async () => false);
  await userEvent.type(input, ' 5');
  await userEvent.tab();
  await rerender({ error: 'Il manque des chiffres' });
  expect(input).toHaveValue('06 11 5');
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription('Il manque des chiffres');
});

it('follows the saved value while nobody types', async () => {
  const { input, rerender } = field(async () => true);
  await rerender({ value: '06 33' });
  expect(input).toHaveValue('06 33');
});
