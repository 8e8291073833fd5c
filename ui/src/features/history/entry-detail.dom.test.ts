import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import EntryDetail from './EntryDetail.svelte';

it('shows two values of one name: two e-mails, or one and when it was verified', () => {
  const fields = [
    { field: 'email' as const, before: null, after: 'zoe@exemple.fr' },
    { field: 'email' as const, before: null, after: 'zoe.lefevre@exemple.fr' },
  ];
  render(EntryDetail, { fields, about: 'person' });
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByText('zoe.lefevre@exemple.fr')).toBeInTheDocument();
});

it('strikes through what was refused, and not what stands', () => {
  const fields = [{ field: 'email' as const, before: 'zoe@exemple.fr', after: 'zoe@exemple.org' }];
  render(EntryDetail, { fields, about: 'person', refused: true });
  expect(screen.getByText('zoe@exemple.org').tagName).toBe('DEL');
  expect(screen.getByText('zoe@exemple.fr').tagName).toBe('INS');
});

it('says whose a mark at an event is', () => {
  const fields = [
    { field: 'attendance' as const, whose: 'Anne Martin', before: null, after: 'present' },
    { field: 'attendance' as const, before: 'present', after: null },
  ];
  render(EntryDetail, { fields, about: 'event' });
  const [named, unknown] = screen.getAllByRole('listitem');
  expect(named).toHaveTextContent(/Présence \(Anne Martin\).*non noté.*présent/u);
  expect(unknown).toHaveTextContent(/^Présence Avant/u);
});
