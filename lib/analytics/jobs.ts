import { z } from "zod";
import { previewRules } from "./ladder.ts";
import { ladderInput, versionParam, windowInput } from "./schema.ts";
import { runTask, type TaskWork } from "./tasks.ts";
import type { TaskKind } from "./types.ts";
import { calibrateNow, examineNow, previewNow } from "./validity.ts";

const works: Record<TaskKind, TaskWork> = {
  look: (asked, _, progress) => examineNow(windowInput.parse(asked).window, progress),
  calibration: (asked, by, progress) => calibrateNow(by, windowInput.parse(asked).window, progress),
  "version-preview": (asked, _, progress) => previewNow(versionParam.parse(asked).version, progress),
  "ladder-preview": (asked, _, progress) => previewRules(ladderInput.parse(asked).rules, progress),
};

/** Computes what somebody asked the studio for. */
export const taskJob = (payload: unknown): Promise<void> => runTask(z.object({ id: z.uuid() }).parse(payload).id, works);
