import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["services/testing/postgres-setup.ts", "services/testing/kafka/kafka-setup.ts"],
    include: ["{services,scripts,sdk,gen,bench}/**/*.test.ts"],
    // Default exports of CommonJS packages are what Node makes of them, in tests as in production.
    deps: { interopDefault: false },
    testTimeout: 30_000,
    // A broker on a busy machine takes its time.
    hookTimeout: 180_000,
    coverage: {
      provider: "v8",
      include: ["{services,scripts,sdk}/**/*.ts"],
      // What `npm run gen` writes, tests, and the entry points: tests run those as processes of their own.
      exclude: [
        "sdk/generated/**",
        "**/test/**",
        "**/testing/**",
        "**/*.test.ts",
        "**/*.test-d.ts",
        "**/main.ts",
      ],
      reporter: ["text-summary", "json-summary", "html"],
      thresholds: { lines: 85 },
    },
  },
});
