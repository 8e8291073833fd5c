import type { Day, DocumentDraft, DocumentKind } from '..';
import { addDays } from './days';
import { Random } from './random';

/** A document as the fake keeps it, with the text that is searched. */
export interface StoredDocument extends Omit<DocumentDraft, 'file'> {
  id: string;
  fileName: string;
  size: number;
  addedBy: string;
  addedOn: Day;
  event: string | null;
  content: string;
}

const MODELS: [kind: DocumentKind, title: string, extension: string, content: string][] = [
  [
    'minutes',
    'Compte rendu de la réunion de section',
    'pdf',
    'La séance est ouverte à 20 h 05. Le point sur les cotisations est présenté par la trésorière. La section décide, à l’unanimité, de louer la salle Delavaud pour le repas de fin d’année. La séance est levée à 21 h 50.',
  ],
  [
    'convocation',
    'Convocation à la réunion de section',
    'pdf',
    'Vous êtes convié à la réunion de section. Ordre du jour : cotisations, préparation du marché, questions diverses.',
  ],
  ['attendance', 'Feuille d’émargement', 'pdf', 'Présents, représentés, excusés. Le quorum est atteint.'],
  [
    'accounts',
    'Comptes du trimestre',
    'xlsx',
    'Cotisations reçues, location de salle, frais d’impression et d’affranchissement. Le solde est de 1 284,50 €.',
  ],
  [
    'leaflet',
    'Tract pour le marché',
    'pdf',
    'Pour des transports plus fréquents entre Versailles et Saint-Quentin : venez en parler avec nous samedi matin.',
  ],
  [
    'letter',
    'Lettre au maire sur la piste cyclable',
    'odt',
    'Monsieur le Maire, les habitants des Chantiers attendent la piste cyclable promise depuis 2021.',
  ],
  [
    'press',
    'Article du Parisien',
    'pdf',
    'À Versailles, les militants font du porte-à-porte pour défendre la ligne N.',
  ],
];

/** About sixty documents over four years. */
export function documents(today: Day): StoredDocument[] {
  const random = new Random(1905);
  return Array.from({ length: 62 }, (_, index) => {
    const [kind, title, extension, content] = MODELS[index % MODELS.length] as (typeof MODELS)[number];
    const date = addDays(today, -4 - index * 23);
    return {
      id: `d${index}`,
      kind,
      title,
      date,
      content,
      fileName: `${date}-${kind}.${extension}`,
      size: random.between(24_000, 2_400_000),
      addedBy: index % 3 === 0 ? 'Zoé Lefèvre' : 'Nadia Benali',
      addedOn: addDays(date, 2),
      event: kind === 'minutes' && index < 14 ? `m${9 + Math.floor(index / 7)}` : null,
    };
  });
}
