import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import GridStage from '../../tests/GridStage.svelte';

// jsdom lays nothing out: a grid of 800 by 480 pixels, in text of 16.
beforeAll(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(function (this: HTMLElement) {
    return this.classList.contains('rem') ? 16 : 800;
  });
});

afterAll(() => {
  vi.restoreAllMocks();
});

async function grid(total: number) {
  const onopen = vi.fn();
  const onsort = vi.fn();
  render(GridStage, { total, onopen, onsort });
  await screen.findByText('Personne 0');
  return { onopen, onsort, user: userEvent.setup() };
}

function focusedRow(): string | null {
  return document.activeElement?.getAttribute('aria-rowindex') ?? null;
}

it('tells how many rows there are, and draws only a few', async () => {
  await grid(10_000);
  expect(screen.getByRole('grid', { name: 'Personnes' })).toHaveAttribute('aria-rowcount', '10001');
  expect(screen.getAllByRole('row').length).toBeLessThan(40);
});

it('is one stop of Tab; the arrows move inside', async () => {
  const { user } = await grid(10_000);
  await user.tab();
  expect(screen.getByRole('button', { name: 'Nom' })).toHaveFocus();
  await user.tab();
  await user.tab();
  expect(focusedRow()).toBe('2');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(focusedRow()).toBe('3');
});

it('goes to the last row and reads it', async () => {
  const { user } = await grid(10_000);
  screen.getAllByRole('row')[1]?.focus();
  await user.keyboard('{End}');
  expect(focusedRow()).toBe('10001');
});

it('opens a row with Entrée and with a click', async () => {
  const { user, onopen } = await grid(10);
  screen.getAllByRole('row')[1]?.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  await user.click(screen.getByText('Personne 5'));
  expect(onopen.mock.calls).toEqual([[1], [5]]);
});

it('marks the open row and the sorted column', async () => {
  const { user, onsort } = await grid(10);
  expect(screen.getByRole('row', { selected: true })).toHaveTextContent('Personne 2');
  expect(screen.getAllByRole('columnheader')[0]).toHaveAttribute('aria-sort', 'ascending');
  await user.click(screen.getByRole('button', { name: 'Nom' }));
  expect(onsort).toHaveBeenCalledExactlyOnceWith('name');
});
