/** Which form « de » takes before a name: « d’André », « de Paul ». A selector of the French messages. */
export type Sound = 'vowel' | 'consonant';

/** An h is taken as mute, as in nearly all French names; y elides before a consonant (« d’Yvette », « de Youssef »). */
export function firstSound(name: string): Sound {
  const folded = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trimStart();
  return /^(?:[aeiouhœæ]|y(?![aeiou]))/u.test(folded) ? 'vowel' : 'consonant';
}
