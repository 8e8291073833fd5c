import { expect, it } from 'vitest';
import { firstSound } from './elision';

it.each([
  ['André', 'vowel'],
  ['Élodie', 'vowel'],
  ['Hélène', 'vowel'],
  ['Œuvrard', 'vowel'],
  ['Yvette', 'vowel'],
  ['Youssef', 'consonant'],
  ['Paul', 'consonant'],
  ['', 'consonant'],
])('%s begins with a %s', (name, sound) => {
  expect(firstSound(name)).toBe(sound);
});
