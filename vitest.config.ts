import { configDefaults, defineConfig } from "vitest/config";
import { ReportWriter } from "./scripts/test/report-writer.ts";

const report = process.env.WAYPOST_TEST_REPORT;
const tests = "{services,scripts,sdk,gen,bench}/**/*.test.ts";

// Which project runs a file is its name's to say: x.test.ts has nothing but its own process, x.parts.test.ts has real
// parts (PostgreSQL, Kafka, Redis, git, a browser), x.stack.test.ts has whole processes of the product.
export default defineConfig({
  test: {
    // Started for the first test that asks, once for all workers of all projects.
    globalSetup: ["services/testing/postgres-setup.ts", "services/testing/kafka/kafka-setup.ts"],
    reporters: ["default", ...(report === undefined ? [] : [new ReportWriter(report)])],
    // Default exports of CommonJS packages are what Node makes of them, in tests as in production.
    deps: { interopDefault: false },
    testTimeout: 30_000,
    // A broker on a busy machine takes its time.
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [tests],
          exclude: [...configDefaults.exclude, "**/*.{parts,stack}.test.ts"],
          env: { WAYPOST_TEST_PROJECT: "unit" },
          // Loading modules is most of the work, so files share what is loaded.
          isolate: false,
          maxWorkers: "100%",
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "parts",
          include: [tests.replace(".test", ".parts.test")],
          // Most of their time is waiting, so there are more than cores.
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: [tests.replace(".test", ".stack.test")],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
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
