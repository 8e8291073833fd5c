import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import SealLine from './SealLine.svelte';

it('says which alarm was raised, up to when all was well, and whom to tell', () => {
  render(SealLine, { seal: { state: 'broken', alarm: 'stranger', until: '2026-11-21', cosigned: [] } });
  const line = screen.getByText(/que personne n’a invité\. Historique vérifié jusqu’au/u);
  expect(line).toHaveTextContent('Prévenez votre fédération.');
});

it('says nothing of an alarm while there is none', () => {
  render(SealLine, { seal: { state: 'verified', alarm: null, until: '2026-11-21', cosigned: [] } });
  expect(screen.getByText(/^Historique vérifié jusqu’au/u)).toBeInTheDocument();
});

it('says which level above confirms the same history, and since when', () => {
  const cosigned = [
    { level: 'national' as const, on: '2026-11-20' },
    { level: 'federation' as const, on: '2026-11-19' },
  ];
  render(SealLine, { seal: { state: 'verified', alarm: null, until: '2026-11-21', cosigned } });
  const line = screen.getByText(/^Historique vérifié jusqu’au 21 novembre 2026/u);
  expect(line).toHaveTextContent('· co-signé par le national le 20 novembre 2026');
  expect(line).toHaveTextContent('· co-signé par la fédération le 19 novembre 2026');
});
