import { describe, expect, it } from 'vitest';
import { open } from './browser';
import { browserOfFile, overflow, shot } from './look';

const browser = browserOfFile();

// 640×400 is the usual window at 200 %; 320 px is where RGAA asks that text flows again (WCAG 1.4.10).
describe.each([
  [640, 400, 16],
  [320, 640, 16],
  [900, 600, 21],
])('at %i × %i in text of %i', (width, height, size) => {
  it.each([
    '#/roster',
    '#/roster/p7',
    '#/agenda/e7',
    '#/archives',
    '#/handover',
    '#/handover/c0',
    '#/history',
    '#/import',
    '#/settings',
  ])('%s needs no sideways scrolling', async (hash) => {
    const { page } = await open(
      browser.one,
      { name: hash, scenario: `size=${size}`, hash },
      { width, height, theme: 'light' },
    );
    await shot(page, `zoom-${size}${hash.replaceAll(/[#/]+/gu, '-')}`, { width }, 'light');
    expect(await overflow(page)).toBe(0);
    await page.close();
  });
});
