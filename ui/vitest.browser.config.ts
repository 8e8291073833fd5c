import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** The looks at screens take longest: begun first, the rest fills the time beside them. */
class LooksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const later = ({ moduleId }: TestSpecification) => Number(!moduleId.includes('/screens-'));
    return [...files].sort((one, other) => later(one) - later(other) || one.moduleId.localeCompare(other.moduleId));
  }
}

export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: 'tests/browser/preview.ts',
    // A page keeps one core busy: two files at a time, each with a browser of its own.
    maxWorkers: 2,
    sequence: { sequencer: LooksFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
