import { defineConfig } from 'vitest/config';

/** Unit, integration and property tests. Playwright owns `test/e2e`, `npm run faults` and `npm run bench` own theirs. */
export default defineConfig({
  test: {
    include: ['test/{unit,integration,property}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/demo-folders.ts'],
    // Real files, sockets and native addons: a process per worker keeps one crash from taking the others along.
    pool: 'forks',
    // One more than cores: many tests wait for a device, a process or a deadline.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
  },
});
