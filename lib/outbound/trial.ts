type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;
/** What tests may bend: hosts (with port) that are let through, and who resolves names. Outside the tests both stay as they are. */
export const trial: { hosts: Set<string>; resolve: Resolve | undefined } = { hosts: new Set(), resolve: undefined };

/** Whether this runs in the tests, the only place where `trial` is looked at. */
export const onTrial = (): boolean => process.env.VITEST === "true";
