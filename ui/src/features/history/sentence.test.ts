import { expect, it } from 'vitest';
import type { HistoryEntry } from '../../platform';
import { sentence } from './sentence';
import { valueText } from './value-text';
import { dayHeading, whenText } from './when-text';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

function entry(change: Partial<HistoryEntry>): HistoryEntry {
  const subject = change.subject ?? { kind: 'person' as const, id: 'p1', name: 'André Côté' };
  return {
    id: 'h1',
    act: 'a1',
    at: '2026-11-21T21:04',
    author: { id: 'nadia', name: 'Nadia Benali' },
    office: 'treasurer',
    kind: 'person_changed',
    subject,
    named: subject.name,
    unit: 'versailles',
    count: 1,
    fields: [{ field: 'mobile', before: null, after: '06' }],
    undone: false,
    undoable: true,
    course: 'whole',
    trust: 'sealed',
    ...change,
  };
}

it.each([
  [{}, 'Nadia Benali a changé le portable d’André Côté.'],
  [{ author: { id: 'me', name: 'Zoé' } }, 'Vous avez changé le portable d’André Côté.'],
  [
    { subject: { kind: 'person' as const, id: 'p', name: 'Paul Roux' } },
    'Nadia Benali a changé le portable de Paul Roux.',
  ],
  [
    {
      fields: [
        { field: 'mobile' as const, before: null, after: '06' },
        { field: 'address' as const, before: null, after: 'x' },
      ],
    },
    'Nadia Benali a changé le portable et l’adresse postale d’André Côté.',
  ],
  [
    {
      kind: 'promise_changed' as const,
      named: 'Une salle',
      fields: [{ field: 'due_on' as const, before: null, after: '2026-12-12' }],
    },
    'Nadia Benali a changé l’échéance de l’engagement « Une salle ».',
  ],
  [
    {
      kind: 'attendance_marked' as const,
      named: 'Bureau',
      fields: [{ field: 'attendance' as const, whose: 'Anne Martin', before: null, after: 'present' }],
    },
    'Nadia Benali a noté qui est venu à « Bureau ».',
  ],
  [{ kind: 'feed_opened' as const, named: 'Bureau' }, 'Nadia Benali a ouvert l’abonnement à l’agenda « Bureau ».'],
  [
    { kind: 'delegation_granted' as const, named: 'Awa Ndiaye' },
    'Nadia Benali a délégué les présences d’un événement à Awa Ndiaye.',
  ],
  [
    {
      kind: 'fact_changed' as const,
      named: 'Clés du local',
      fields: [{ field: 'held_by' as const, before: null, after: 'Anne' }],
    },
    'Nadia Benali a changé le détenteur de « Clés du local ».',
  ],
  [
    { kind: 'event_moved' as const, subject: { kind: 'event' as const, id: 'e', name: 'Réunion' } },
    'Nadia Benali a déplacé « Réunion ».',
  ],
  [
    { kind: 'import_done' as const, subject: null, named: null, count: 300 },
    'Nadia Benali a importé une liste (300 modifications).',
  ],
  [{ kind: 'people_exported' as const, subject: null, named: null, count: 214 }, 'Nadia Benali a exporté 214 fiches.'],
  [
    { kind: 'export_asked' as const, subject: null, named: null },
    'Nadia Benali a demandé l’accord de quelqu’un pour exporter le fichier.',
  ],
  [
    { kind: 'export_allowed' as const, subject: null, named: null, author: { id: 'me', name: 'Zoé' } },
    'Vous avez donné votre accord pour un export du fichier.',
  ],
  [
    { kind: 'everything_exported' as const, subject: null, named: null, author: { id: 'me', name: 'Zoé' } },
    'Vous avez exporté tout ce que garde cet ordinateur.',
  ],
  [
    { kind: 'undone' as const, subject: null, named: null, count: 300 },
    'Nadia Benali a annulé un ensemble de 300 modifications.',
  ],
  [
    {
      fields: [
        { field: 'email' as const, before: null, after: 'a@exemple.fr' },
        { field: 'email' as const, before: 'b@exemple.fr', after: null },
      ],
    },
    'Nadia Benali a changé l’adresse e-mail d’André Côté.',
  ],
  [{ kind: 'contact_verified' as const, fields: [] }, 'Nadia Benali a vérifié des coordonnées d’André Côté.'],
  [{ kind: 'undone' as const }, 'Nadia Benali a annulé une modification à propos d’André Côté.'],
  [
    { kind: 'mandate_recorded' as const, subject: null, author: { id: '', name: 'Coopol' } },
    'Coopol a enregistré le mandat d’André Côté.',
  ],
  [{ kind: 'mandate_suspended' as const, subject: null }, 'Nadia Benali a suspendu le mandat d’André Côté.'],
  [{ kind: 'suspension_lifted' as const, subject: null }, 'Nadia Benali a levé la suspension du mandat d’André Côté.'],
  [
    { kind: 'caretaker_appointed' as const, subject: null },
    'Nadia Benali a confié l’unité, pour un temps, à André Côté.',
  ],
  [{ kind: 'claim_countersigned' as const, subject: null }, 'Nadia Benali a confirmé l’élection d’André Côté.'],
  [
    { kind: 'claim_documented' as const, subject: null },
    'Nadia Benali a joint le compte rendu de l’élection d’André Côté.',
  ],
  [
    { kind: 'mandate_taken_up' as const, subject: null, author: { id: '', name: 'Coopol' } },
    'André Côté a pris ses fonctions.',
  ],
  [{ kind: 'device_revoked' as const, subject: null }, 'Nadia Benali a coupé l’accès d’un ordinateur d’André Côté.'],
  [
    { kind: 'unit_founded' as const, subject: null, named: 'Section de Versailles' },
    'Nadia Benali a créé « Section de Versailles ».',
  ],
  [
    { kind: 'unit_joined' as const, subject: null, named: 'Section de Poissy', author: { id: '', name: 'Coopol' } },
    '« Section de Poissy » dépend désormais de l’unité au-dessus d’elle, avec tout son historique.',
  ],
  [
    {
      kind: 'custodians_named' as const,
      subject: null,
      named: 'Section de Poissy',
      author: { id: '', name: 'Coopol' },
    },
    'Trois personnes ont été nommées dépositaires de « Section de Poissy » : deux d’entre elles peuvent déplacer ses données vers un autre serveur, si la clé du sien est perdue.',
  ],
  [
    { kind: 'codes_used' as const, subject: null, named: 'Section de Poissy', author: { id: '', name: 'Coopol' } },
    'Deux codes de secours sous pli de « Section de Poissy » ont servi : les trois ne valent plus rien.',
  ],
  [
    { kind: 'comeback_contested' as const, subject: null },
    'Nadia Benali a contesté le retour d’André Côté par codes de secours.',
  ],
  [
    { kind: 'mandate_lent' as const, subject: null, author: { id: '', name: 'Coopol' } },
    'Plus personne n’exerçait de mandat : André Côté dirige l’unité, le temps d’une élection.',
  ],
  [
    { kind: 'unit_merged' as const, subject: null, named: 'Section de Trappes', author: { id: '', name: 'Coopol' } },
    '« Section de Trappes » a rejoint une autre unité : ce qu’elle a laissé se lit encore, et ne change plus.',
  ],
  [{ kind: 'person_left' as const }, 'Nadia Benali a envoyé André Côté dans une autre section.'],
  [
    { kind: 'person_offered' as const, author: { id: '', name: 'Coopol' } },
    'André Côté arrive d’une autre section et attend votre accueil.',
  ],
  [
    { kind: 'arrival_matched' as const, subject: null, named: null, author: { id: 'me', name: 'Zoé' } },
    'Vous avez complété la fiche d’une personne qui arrivait d’une autre section.',
  ],
])('%o', (change, text) => {
  expect(plain(sentence(entry(change), 'me'))).toBe(text);
});

it('tells when, from today', () => {
  expect(plain(whenText('2026-11-22T09:05', '2026-11-22'))).toBe('aujourd’hui à 9 h 05');
  expect(plain(whenText('2026-11-21T21:04', '2026-11-22'))).toBe('hier à 21 h 04');
  expect(plain(whenText('2026-03-01T18:00', '2026-11-22'))).toBe('le 1er mars 2026 à 18 h');
  expect(dayHeading('2026-11-20', '2026-11-22')).toBe('Vendredi 20 novembre');
  expect(dayHeading('2025-11-20', '2026-11-22')).toBe('20 novembre 2025');
});

it('shows raw values as people read them', () => {
  expect(valueText('born_on', '1954-07-14', 'person')).toBe('14 juillet 1954');
  expect(valueText('category', 'former_member', 'person')).toBe('Ancien adhérent');
  expect(valueText('category', 'key', null)).toBe('Clés');
  expect(valueText('due_on', '2026-12-12', null)).toBe('12 décembre 2026');
  expect(valueText('kind', 'leafleting', 'event')).toBe('Distribution de tracts');
  expect(valueText('kind', 'minutes', 'document')).toBe('Compte rendu');
  expect(valueText('address', '3 rue des Lilas\n78000 Versailles', 'person')).toBe('3 rue des Lilas, 78000 Versailles');
  expect(valueText('email', null, 'person')).toBe('vide');
});
