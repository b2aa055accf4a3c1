import { defineConfig } from 'vitest/config';

/** Tests in a real Chromium against the built pages and the simulated gateway of dev/. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { poll: { timeout: 5_000 } },
  },
});
