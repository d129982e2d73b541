import { defineConfig } from 'vitest/config';

/** Unit, integration and property tests. Playwright owns `test/e2e`, `npm run faults` and `npm run bench` own theirs. */
export default defineConfig({
  test: {
    // Real files, sockets and native addons: a process per worker keeps one crash from taking the others along. It takes
    // one file after the other, for loading the product anew for each took a fifth of all time; so a file leaves nothing
    // behind in modules that others share.
    pool: 'forks',
    isolate: false,
    // One more than cores: many tests wait for a device, a process or a deadline.
    maxWorkers: 3,
    // For a machine that is busy with other things; what is right takes a tenth of them.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/{unit,property}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/demo-folders.ts', 'test/support/backend/postgres.ts'],
        },
      },
    ],
  },
});
