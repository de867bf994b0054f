import { join } from "node:path";

/** The folder files are kept in: `files` in the data folder, beside the embedded database. */
export function filesFolder(): string {
  return join(process.env.RAPPORT_DATA ?? join(process.env.RAPPORT_ROOT ?? process.cwd(), ".data"), "files");
}
