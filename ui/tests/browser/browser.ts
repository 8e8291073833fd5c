import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Screen } from './screen';

/** The system's Chromium; no browser is downloaded. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['COOPOL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  });
}

export type Theme = 'light' | 'dark';

export interface View {
  width: number;
  height: number;
  theme: Theme;
}

export const USUAL_VIEW: View = { width: 1280, height: 800, theme: 'light' };

export interface OpenPage {
  page: Page;
  /** What the page complained of: errors, refusals of the content security policy, requests beyond this address. */
  complaints: string[];
}

/** An empty page. Those of a browser share a context: nothing of the program is kept in it, and a new one takes as long as all else. */
export async function blank(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0] ?? (await browser.newContext({ reducedMotion: 'reduce', locale: 'fr-FR' }));
  const page = await context.newPage();
  // Every answer is local: what is not there by then, on a machine that does much else too, will not come.
  page.setDefaultTimeout(20_000);
  return page;
}

/** What a page complains of from now on, into a list that may be emptied. */
export function listening(page: Page): string[] {
  const address = inject('address');
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}

/** Shows one screen in a page, from the beginning, and waits until its fonts are there and its first reading is shown. */
export async function show(page: Page, screen: Screen, { width, height, theme }: View = USUAL_VIEW): Promise<void> {
  await page.goto('about:blank');
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
  await page.goto(`${inject('address')}?${screen.scenario}${screen.hash}`);
  await page.locator('h1:visible, h2:visible').first().waitFor();
  await screen.steps?.(page);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Opens one screen in a page of its own. */
export async function open(browser: Browser, screen: Screen, view: View = USUAL_VIEW): Promise<OpenPage> {
  const page = await blank(browser);
  const complaints = listening(page);
  await show(page, screen, view);
  return { page, complaints };
}
