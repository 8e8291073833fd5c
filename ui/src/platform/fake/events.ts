import type { Day, EventDraft, EventKind } from '..';
import { addDays, at } from './days';

/** An event as the fake keeps it. */
export interface CalendarEvent extends EventDraft {
  id: string;
  cancelled: { on: Day; reason: string } | null;
}

type Line = [offset: number, start: string, end: string, kind: EventKind, title: string, place: string];

const HALL = 'Maison des associations, 2 bis place de Touraine, Versailles';

/** Around today; offsets are days. The regular Thursday meetings come on top. */
const LINES: Line[] = [
  [-61, '09:30', '12:30', 'other', 'Forum des associations', 'Parc des sports, Viroflay'],
  [-33, '10:00', '12:00', 'leafleting', 'Distribution de tracts au marché Notre-Dame', 'Marché Notre-Dame, Versailles'],
  [-19, '14:00', '17:30', 'training', 'Formation : tenir une permanence', 'Fédération des Yvelines'],
  [-8, '20:00', '22:00', 'bureau', 'Réunion du bureau', 'Chez Nadia Benali'],
  [0, '18:30', '20:00', 'meeting', 'Préparation de l’assemblée générale', HALL],
  [3, '10:00', '12:00', 'other', 'Porte-à-porte, quartier des Chantiers', 'Gare des Chantiers, sortie nord'],
  [6, '00:00', '00:00', 'other', 'Dernier jour pour envoyer la convocation', ''],
  [11, '19:00', '22:30', 'general_assembly', 'Assemblée générale et renouvellement du bureau', HALL],
  [17, '14:00', '17:00', 'training', 'Formation des nouveaux trésoriers', 'Fédération des Yvelines'],
  [23, '19:30', '23:00', 'other', 'Repas de fin d’année', 'Salle Delavaud, Le Chesnay-Rocquencourt'],
  [39, '00:00', '00:00', 'other', 'Clôture des cotisations de l’année', ''],
  [52, '11:00', '13:00', 'ceremony', 'Galette de la section', HALL],
  [80, '09:00', '18:00', 'training', 'Journée fédérale d’accueil des adhérents', 'Fédération des Yvelines'],
];

export function events(today: Day): CalendarEvent[] {
  const special = LINES.map(([offset, start, end, kind, title, place], index) => {
    const day = addDays(today, offset);
    const when = { start: at(day, start), end: at(day, end), allDay: start === '00:00' };
    return { id: `e${index}`, kind, title, place, when, note: '', cancelled: null };
  });
  return [...special, ...monthly(today)];
}

/** One section meeting every four weeks, two years back and eight months ahead; one of them was cancelled. */
function monthly(today: Day): CalendarEvent[] {
  return Array.from({ length: 34 }, (_, index) => {
    const day = addDays(today, 18 - 28 * (index - 8));
    return {
      id: `m${index}`,
      kind: 'meeting',
      title: 'Réunion de section',
      place: HALL,
      when: { start: at(day, '20:00'), end: at(day, '22:00'), allDay: false },
      note: index === 8 ? 'Apporter les clés de la salle et la feuille d’émargement.' : '',
      cancelled: index === 6 ? { on: addDays(today, -1), reason: 'Salle fermée pour travaux' } : null,
    };
  });
}
