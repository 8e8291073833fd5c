import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './content-security-policy.ts';

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), contentSecurityPolicy()],
  // Vitest would otherwise take Svelte's server build, where components cannot be mounted.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    target: 'safari18',
    assetsInlineLimit: 0,
    // One style file, there before the first paint: a room that comes later is never seen without it.
    cssCodeSplit: false,
    // What several rooms use is one file beside theirs, rather than one for each button and icon.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'rules', environment: 'node', include: ['src/**/*.test.ts'], exclude: ['src/**/*.dom.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['src/**/*.dom.test.ts'],
          setupFiles: ['tests/setup.ts'],
          // A window costs seconds to make: one for all files, emptied after each test.
          isolate: false,
          maxWorkers: 1,
        },
      },
    ],
  },
}));
