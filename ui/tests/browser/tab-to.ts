import type { Page } from 'playwright-core';

/** Presses Tab until the element whose accessible name begins so has the focus; fails after `most` presses. */
export async function tabTo(page: Page, name: string, most = 40): Promise<void> {
  const names: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? [...(element.labels ?? [])].map((label) => label.textContent)
          : [];
      return (element?.getAttribute('aria-label') ?? (labels.join(' ') || element?.textContent) ?? '').trim();
    });
    if (focused.startsWith(name)) return;
    names.push(focused);
  }
  throw new Error(`Tab never reached « ${name} », only: ${names.join(' | ')}`);
}
