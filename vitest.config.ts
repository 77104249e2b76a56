import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,city,catalogue,bench,test,scripts}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
