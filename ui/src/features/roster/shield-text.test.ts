import { expect, it } from 'vitest';
import { shieldText } from './shield-text';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

it('says what one may do alone, who else can agree, and what is left', () => {
  expect(plain(shieldText({ most: 20, left: 12, others: ['André Côté', 'Nadia Benali'] }))).toBe(
    'Autour d’une passation, au-delà de 20 fiches par jour, les changements attendent l’accord d’une autre personne qui tient le fichier : André Côté ou Nadia Benali. Il vous en reste 12 pour aujourd’hui.',
  );
  expect(plain(shieldText({ most: 20, left: 0, others: [] }))).toMatch(
    /la prochaine à prendre cette fonction\. Il n’en reste aucune pour aujourd’hui : ce que vous changez maintenant attendra, dans « À vérifier »\.$/u,
  );
});
