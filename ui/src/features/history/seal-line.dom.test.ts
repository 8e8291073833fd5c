import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import SealLine from './SealLine.svelte';

it('says which alarm was raised, up to when all was well, and whom to tell', () => {
  render(SealLine, { seal: { state: 'broken', alarm: 'stranger', until: '2026-11-21' } });
  const line = screen.getByText(/que personne n’a invité\. Historique vérifié jusqu’au/u);
  expect(line).toHaveTextContent('Prévenez votre fédération.');
});

it('says nothing of an alarm while there is none', () => {
  render(SealLine, { seal: { state: 'verified', alarm: null, until: '2026-11-21' } });
  expect(screen.getByText(/^Historique vérifié jusqu’au/u)).toBeInTheDocument();
});
