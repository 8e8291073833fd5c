import type { ImportTarget } from '..';
import type { Section } from './section';

export const FILE_NAME = 'adhérents section 2026.xls';

export interface FileLine {
  line: number;
  cells: string[];
}

export const COLUMNS: { header: string; target: ImportTarget | null }[] = [
  { header: 'N° adh', target: 'number' },
  { header: 'NOM', target: 'family_name' },
  { header: 'Prénom', target: 'given_name' },
  { header: 'Mél', target: 'email' },
  { header: 'Tél.', target: 'mobile' },
  { header: 'Divers', target: null },
];

const NEWCOMERS = [
  'Martine Aubrac',
  'Solal Benichou',
  'Éloïse Œuvrard-Petit',
  'Thomas Le Guennec',
  'Ana Lopes',
  'Jean Nguyen',
];

/** A file as they really are: people already there, a changed phone, newcomers, a double, a bad address, a line without name. */
export function fileLines(section: Section): FileLine[] {
  const members = [...section.people.values()].filter((one) => one.number).slice(0, 30);
  const known = members.map((one, index) => [
    one.number,
    one.fields.family_name,
    one.fields.given_name,
    one.fields.email,
    index % 6 === 0 ? `07 55 12 ${index + 10} 08` : one.fields.mobile,
    index % 5 === 0 ? 'ok pour le porte-à-porte' : '',
  ]);
  const fresh = NEWCOMERS.map((name, index) => {
    const [given = '', ...family] = name.split(' ');
    return [
      '',
      family.join(' '),
      given,
      index === 2 ? 'eloise.oeuvrard(at)free.fr' : `contact${index}@exemple.org`,
      `06 40 11 20 ${index + 10}`,
      '',
    ];
  });
  const double = members[3];
  const twin = double
    ? [['', double.fields.family_name, double.fields.given_name, '', '06 99 00 11 22', 'nouveau numéro ?']]
    : [];
  const rows = [...known, ...fresh, ...twin, ['', '', 'Monique', '', '', 'nom illisible']];
  return rows.map((cells, index) => ({ line: index + 2, cells }));
}
