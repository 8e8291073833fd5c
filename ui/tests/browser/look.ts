import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank, launch, listening, show, type Theme } from './browser';
import type { Screen } from './screen';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env['COOPOL_SHOTS'];
const WIDE = { width: 1280, height: 800 };
const SMALL = { width: 900, height: 600 };

/** A browser for the tests of one file. */
export function browserOfFile(): { readonly one: Browser } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
  });
  afterAll(() => browser.close());
  return {
    get one() {
      return browser;
    },
  };
}

/** What axe finds wrong, each with the first element at fault. The themes differ by their colours only. */
async function faults(page: Page, theme: Theme): Promise<string[]> {
  // Runs as the debugger does: the page's own policy would refuse an added script.
  if (theme === 'light') await page.evaluate(AXE);
  const rules = {
    resultTypes: ['violations'],
    ...(theme === 'dark' && { runOnly: ['color-contrast'] }),
  };
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run(options),
    rules,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Pixels by which the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

export async function shot(page: Page, name: string, size: { width: number }, theme: Theme): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${size.width}-${theme}.png`) });
}

/** Looks at each of these screens, in both themes and both sizes. One page shows them all, each from the beginning. */
export function looksAt(screens: readonly Screen[]): void {
  const browser = browserOfFile();
  let page: Page;
  let heard: string[];
  beforeAll(async () => {
    page = await blank(browser.one);
    heard = listening(page);
  });
  describe.each(screens.map((screen) => [screen.name, screen] as const))('%s', (name, screen) => {
    it('passes axe in both themes, fits both sizes and asks for nothing outside', async () => {
      heard.length = 0;
      await show(page, screen);
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.setViewportSize(WIDE);
        await shot(page, name, WIDE, theme);
        expect({ theme, faults: await faults(page, theme) }).toEqual({ theme, faults: [] });
        await page.setViewportSize(SMALL);
        await shot(page, name, SMALL, theme);
        expect(await overflow(page)).toBe(0);
      }
      expect(heard).toEqual([]);
    });
  });
}
