import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import ToastStand from './ToastStand.svelte';
import { toasts } from './toasts.svelte';

beforeEach(() => {
  vi.useFakeTimers();
  toasts.close();
});

afterEach(() => {
  vi.useRealTimers();
});

async function show(undo: (() => void) | null = null) {
  render(ToastStand);
  toasts.done('Portable : c’est enregistré.', undo);
  await vi.advanceTimersByTimeAsync(0);
  return screen.getByRole('status');
}

it('speaks in a live region, and leaves after ten seconds', async () => {
  expect(await show()).toHaveTextContent('c’est enregistré');
  await vi.advanceTimersByTimeAsync(9_999);
  expect(screen.getByRole('status')).not.toBeEmptyDOMElement();
  await vi.advanceTimersByTimeAsync(1);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

it('stays as long as the focus is on it', async () => {
  await show();
  screen.getByRole('button', { name: 'Fermer' }).focus();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(screen.getByRole('button', { name: 'Fermer' })).toBeVisible();
});

it('offers « Annuler » when there is a way back', async () => {
  const undo = vi.fn();
  await show(undo);
  await fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  expect(undo).toHaveBeenCalledOnce();
});

it('offers nothing to undo when there is not', async () => {
  await show();
  expect(screen.queryByRole('button', { name: 'Annuler' })).toBeNull();
});
