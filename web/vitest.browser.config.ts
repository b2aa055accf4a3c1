import { defineConfig } from 'vitest/config';

/** Tests in a real Chromium against the built pages and the simulated gateway of dev/. */
export default defineConfig({
  test: {
    // A browser on a busy machine is late now and then; what fails twice is a fault.
    retry: 1,
    environment: 'node',
    include: ['browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of the time they wait for the clock of a page, so two run beside each other.
    maxWorkers: 2,
    expect: { poll: { timeout: 5_000 } },
  },
});
