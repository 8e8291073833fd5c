import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, type Oklch } from './contrast';

const CSS = readFileSync('src/design/tokens.css', 'utf8');
const SURFACES = ['sunken', 'paper', 'surface', 'hover', 'accent-tint'];
const TEXT_ON: [text: string, surfaces: string[]][] = [
  ['ink', [...SURFACES, 'success-tint', 'attention-tint', 'danger-tint']],
  ['ink-soft', SURFACES],
  ['accent-strong', SURFACES],
  ['on-accent', ['accent-fill', 'accent-fill-hover']],
  ['success', ['paper', 'surface', 'hover', 'success-tint', 'sunken']],
  ['attention', ['paper', 'surface', 'hover', 'attention-tint', 'sunken']],
  ['danger', ['paper', 'surface', 'hover', 'danger-tint', 'sunken']],
];

function token(name: string): { light: Oklch; dark: Oklch } {
  const found = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`, 'u').exec(CSS);
  if (!found) throw new Error(`no token ${name}`);
  const [light, dark] = found.slice(1).map((values) => values.split(' ').map(Number) as unknown as Oklch);
  return { light, dark } as { light: Oklch; dark: Oklch };
}

describe.each(['light', 'dark'] as const)('contrast, %s theme', (theme) => {
  it.each(TEXT_ON.flatMap(([text, surfaces]) => surfaces.map((surface) => [text, surface] as const)))(
    '%s on %s is 7:1 or more',
    (text, surface) => {
      expect(contrast(token(text)[theme], token(surface)[theme])).toBeGreaterThanOrEqual(7);
    },
  );

  it.each(['accent', 'line-strong'])('%s is seen on every surface (3:1, WCAG 1.4.11)', (mark) => {
    for (const surface of ['sunken', 'paper', 'surface'])
      expect(contrast(token(mark)[theme], token(surface)[theme])).toBeGreaterThanOrEqual(3);
  });
});

it('computes the ratio of black on white', () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});
