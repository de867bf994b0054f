import { z } from "zod";
import { transact } from "#lib/core/transact.ts";
import { isLarge, keepFigure } from "./figures.ts";
import { previewRules } from "./ladder.ts";
import { growthName, measureGrowth } from "./referrals/growth.ts";
import { measureWorth, worthName } from "./referrals/standing.ts";
import { withins } from "./referrals/types.ts";
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

/** Makes a kept figure of word of mouth again, by its name. One that nobody knows any more is left alone. */
export async function figureJob(payload: unknown): Promise<void> {
  const { name } = z.object({ name: z.string() }).parse(payload);
  const within = Number(/^growth:(\d{1,3})$/.exec(name)?.[1]);
  if (within) await keepFigure(name, () => measureGrowth(within));
  else if (name === worthName) await keepFigure(name, measureWorth);
}

/** After a night: forgets what was computed aside a month ago, and makes what word of mouth keeps again from what the night found, where it is kept. */
export async function figuresAfterNight(): Promise<void> {
  await transact((tx) => tx.query("DELETE FROM studio_task WHERE made_at < now() - interval '30 days'"));
  if (!(await isLarge())) return;
  for (const name of [...withins.map(growthName), worthName]) await figureJob({ name });
}

/** Computes what somebody asked the studio for. */
export const taskJob = (payload: unknown): Promise<void> => runTask(z.object({ id: z.uuid() }).parse(payload).id, works);
