import type { Steps } from './steps';

/** A screen as a test opens it: a scenario of the fake, an address in it, and what is done there first. */
export interface Screen {
  name: string;
  scenario: string;
  hash: string;
  steps?: Steps;
}

export function screen(name: string, hash: string, scenario = '', steps?: Steps): Screen {
  return { name, hash, scenario, ...(steps && { steps }) };
}
