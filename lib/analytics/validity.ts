import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { transact, within } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { calibrate } from "#lib/relationship/validity/calibrate.ts";
import { type Preview, previewVersion } from "#lib/relationship/validity/preview.ts";
import { examineValidity, keepValidity, readValidity } from "#lib/relationship/validity/validity.ts";
import { adoptVersion, readVersion, readVersions } from "#lib/relationship/validity/versions.ts";
import { lastTask, type Progress, startTask } from "./tasks.ts";
import type { TaskView, ValidityView, VersionView } from "./types.ts";

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** What each look at the criterion found, since when it is valid without a break, and every version. */
export async function readValidityView(): Promise<ValidityView> {
  const [runs, versions, look, calibration, preview] = await Promise.all([readValidity(20), readVersions(), lastTask("look"), lastTask("calibration"), lastTask("version-preview")]);
  const broken = runs.findIndex((run) => !run.stillValid);
  const unbroken = broken < 0 ? runs : runs.slice(0, broken);
  return {
    tasks: { look, calibration, preview: preview as TaskView<Preview> | null }, runs, since: unbroken.at(-1)?.madeAt ?? null,
    versions: versions.map(({ version, kappa, weights, status, note, madeAt, adoptedAt, metrics, indicators }): VersionView => ({ version, kappa, weights, indicators: [...(indicators ?? [])], status, note, madeAt, adoptedAt, judged: (metrics as { judged?: VersionView["judged"] } | null)?.judged ?? null })),
  };
}

/** Looks at the criterion now, over the last days, and keeps what it found. */
export async function examineNow(window: number, hears?: Progress): Promise<{ stillValid: boolean } | Refusal> {
  const found = await examineValidity({ asOf: ago(window), window, count: 200, ...(hears ? { hears } : {}) });
  if (found.customers === 0) return new Refusal("conflict", "Nobody had done anything by then: there is nothing to judge by.");
  await keepValidity(found);
  return { stillValid: found.stillValid };
}

/** Calibrates on the last days: a draft that changes nobody. */
export async function calibrateNow(by: string | null, window: number, hears?: Progress): Promise<{ version: number } | Refusal> {
  try {
    const { version } = await calibrate({ asOf: ago(window), window, madeBy: by, ...(hears ? { hears } : {}) });
    return { version };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Nobody had done anything")) return new Refusal("conflict", "Nobody had done anything by then: there is nothing to judge by.");
    throw error;
  }
}

/** What a version would change, for everybody as of now. */
export async function previewNow(version: number, hears?: Progress): Promise<Preview | Refusal> {
  return (await previewVersion(version, new Date(), hears)) ?? missing();
}

/** Asks for what a version would change; there is nothing to ask of one that is not there. */
export async function askVersionPreview(by: Member, version: number): Promise<TaskView | Refusal> {
  return (await readVersion(version)) ? startTask(by, "version-preview", { version }) : missing();
}

/** Adopts a version for a reason, which the log keeps. */
export function adoptNow(by: Member, { version, reason }: { version: number; reason: string }): Promise<{ version: number } | Refusal> {
  return transact((tx) => within(tx, async () => {
    const adopted = await adoptVersion(version, by);
    if (refused(adopted)) return adopted;
    await noteAct(tx, by, { act: "model.adopted", subject: { type: "model", id: version }, detail: { reason } });
    return { version };
  }));
}
