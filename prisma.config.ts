import { defineConfig } from "prisma/config";

// `prisma generate` insists on a schema-engine path although it never runs one; any existing file will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
