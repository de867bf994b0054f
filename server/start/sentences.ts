/** One sentence for what commonly keeps a start from succeeding; anything else keeps its stack for the report. */
export function sentenceOf(error: unknown, folder: string): string {
  const fault = error as NodeJS.ErrnoException;
  if (fault.code === "ENOSPC" || /No space left/.test(String(fault.message))) return "The disk is full: free some space and start again.";
  if (fault.code === "EACCES" || fault.code === "EROFS" || fault.code === "EPERM") return `The folder ${folder} cannot be written: change its owner or set RAPPORT_DATA.`;
  if (fault.code === "ECONNREFUSED" || fault.code === "ENOTFOUND") return "The database at DATABASE_URL does not answer.";
  if (error instanceof Error) return process.env.DEBUG ? String(error.stack) : error.message;
  return String(error);
}
