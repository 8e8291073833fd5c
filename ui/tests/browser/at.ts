import type { Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { open, USUAL_VIEW } from './browser';
import { browserOfFile } from './look';

/** For the tests of one file: opens the screen of a hash, and once each test is over nothing may have been complained of. */
export function opener(): (hash: string, scenario?: string, view?: typeof USUAL_VIEW) => Promise<Page> {
  const browser = browserOfFile();
  const heard: string[][] = [];
  afterEach(() => {
    expect(heard.splice(0).flat()).toEqual([]);
  });
  return async (hash, scenario = '', view = USUAL_VIEW) => {
    const { page, complaints } = await open(browser.one, { name: hash, scenario, hash }, view);
    heard.push(complaints);
    return page;
  };
}
