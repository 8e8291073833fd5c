import { expect, it } from 'vitest';
import type { Status } from '../platform';
import { statusWords } from './status-words';

const calm: Status = { connection: 'online', waiting: 0, refused: 0, toVerify: 0, notifies: true, lastContact: null };
const plain = (text: string | null) => text?.replaceAll('\u202f', ' ') ?? null;

it.each([
  [{}, 'Tout est enregistré et partagé'],
  [{ waiting: 2 }, 'Tout est enregistré, 2 modifications partent'],
  [{ connection: 'offline' as const, waiting: 3 }, 'Hors ligne : 3 modifications attendent'],
  [{ connection: 'offline' as const, waiting: 1 }, 'Hors ligne : 1 modification attend'],
  [{ connection: 'failing' as const }, 'Le serveur répond mal : tout est enregistré sur cet ordinateur'],
  [{ connection: 'failing' as const, waiting: 2 }, 'Le serveur répond mal : 2 modifications attendent'],
  [{ connection: 'restoring' as const }, 'Le serveur a été restauré ; ce poste lui rend ce qui lui manque'],
  [
    { connection: 'restoring' as const, waiting: 2 },
    'Le serveur a été restauré ; ce poste lui rend ce qui lui manque. 2 modifications attendent ici',
  ],
  [
    { connection: 'distrusted' as const, waiting: 2 },
    'Coopol ne fait plus confiance au serveur et ne fait plus que lire',
  ],
  [{ connection: 'offline' as const }, 'Hors ligne : tout est enregistré sur cet ordinateur'],
])('%o', (status, text) => {
  expect(plain(statusWords({ ...calm, ...status }).text)).toBe(text);
});

it('adds what waits for a decision, in its own words', () => {
  const words = statusWords({ ...calm, refused: 1, toVerify: 2 });
  expect([plain(words.refused), plain(words.toVerify)]).toEqual(['1 modification refusée : voir', 'À vérifier : 2']);
});

it('says where reminders are when nothing shows them', () => {
  expect(plain(statusWords({ ...calm, notifies: false }).silent)).toBe('Pas de notifications ici : voir l’agenda');
});

it('adds nothing when nothing waits', () => {
  expect(statusWords(calm)).toMatchObject({ refused: null, toVerify: null, silent: null });
});
