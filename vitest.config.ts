import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/**/*.test.ts"], globalSetup: ["tests/world/database.ts"], setupFiles: ["tests/world/worker.ts"], maxWorkers: 2, testTimeout: 30_000, hookTimeout: 60_000 },
});
