import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import DateField from './DateField.svelte';

function field() {
  const onsave = vi.fn(async () => true);
  render(DateField, { label: 'Jour', value: '2026-11-22', today: '2026-11-22', onsave });
  return { onsave, input: screen.getByLabelText<HTMLInputElement>('Jour') };
}

it('shows the day as it is written, and reads it back in full', () => {
  const { input } = field();
  expect(input).toHaveValue('22/11/2026');
  expect(input).toHaveAccessibleDescription('dimanche 22 novembre 2026');
});

it('understands a day typed in words', async () => {
  const { input, onsave } = field();
  await userEvent.clear(input);
  await userEvent.type(input, '1er décembre 2026{Enter}');
  expect(onsave).toHaveBeenCalledExactlyOnceWith('2026-12-01');
});

it('keeps what it cannot read and says how to write it', async () => {
  const { input, onsave } = field();
  await userEvent.clear(input);
  await userEvent.type(input, 'jeudi{Enter}');
  expect(onsave).not.toHaveBeenCalled();
  expect(input).toHaveValue('jeudi');
  expect(input).toBeInvalid();
});

it('can be emptied', async () => {
  const { input, onsave } = field();
  await userEvent.clear(input);
  await userEvent.tab();
  expect(onsave).toHaveBeenCalledExactlyOnceWith('');
});
