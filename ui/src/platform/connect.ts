import { isTauri } from '@tauri-apps/api/core';
import type { Platform } from './platform';
import { tauriPlatform } from './tauri';

/** The platform of this page. Without a shell around it, a practice section that lives as long as the page. */
export async function connect(): Promise<Platform> {
  if (isTauri()) return tauriPlatform();
  const [{ fakePlatform }, { scenarioOf }] = await Promise.all([import('./fake/fake'), import('./fake/scenario')]);
  return fakePlatform(scenarioOf(new URLSearchParams(location.search)));
}
