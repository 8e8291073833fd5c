import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessages, typesOf } from '../../scripts/message-keys.mjs';

const french = readMessages('locales/fr');
const english = readMessages('locales/en');

/** The text of the messages alone: comments, and what only Fluent reads, left out. */
function text(language: string): string {
  return readdirSync(`locales/${language}`)
    .flatMap((file) => readFileSync(`locales/${language}/${file}`, 'utf8').split('\n'))
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.replace(/^[\w-]+ =|^\s*\*?\[\w+\]|\{[^{}]*\}/gu, ' x '))
    .join('\n');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(svelte|ts)$/u.test(path) && !/\.test\.|keys\.gen/u.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

describe('messages', () => {
  it('are the same in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
  });

  it('take arguments that French gives', () => {
    for (const [key, names] of english)
      expect({ key, known: french.get(key) }).toEqual({ key, known: expect.arrayContaining(names) });
  });

  it('are typed as they are written (npm run keys)', () => {
    expect(readFileSync('src/l10n/keys.gen.ts', 'utf8')).toBe(typesOf(french));
  });

  it('are all used', () => {
    const code = sources('src').join('\n');
    const patterns = [...code.matchAll(/`([a-z][a-z-]*-)\$\{/gu)].map(([, prefix]) => prefix ?? '');
    const unused = [...french.keys()].filter(
      (key) => !code.includes(`'${key}'`) && !patterns.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

describe('French typography', () => {
  const french = text('fr');

  it.each([
    ['a narrow no-break space before ; : ! ? »', /[^\u202f\d][;!?»]|[^\u202f\d]:(?!\d)/gu],
    ['a narrow no-break space after «', /«(?!\u202f)/gu],
    ['curved apostrophes', /'/gu],
    ['no straight quotes', /"/gu],
    ['one character for an ellipsis', /\.\.\./gu],
  ])('has %s', (_rule, broken) => {
    expect(french.match(broken) ?? []).toEqual([]);
  });
});
