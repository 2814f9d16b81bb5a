import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**", "data/**"];
const special = ["reference", "conformance", "crash", "browser"];

/** One project for each kind of test; a file's middle name says which it belongs to. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, ...special.map((kind) => `**/*.${kind}.test.{ts,tsx}`)],
          // One less than there are cores unless told, which leaves one of two idle.
          maxWorkers: "100%",
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      ...special.map((kind) => ({
        test: {
          name: kind,
          include: [`**/*.${kind}.test.{ts,tsx}`],
          exclude,
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      })),
    ],
  },
});
