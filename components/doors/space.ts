import type { AllowanceInput, PrivilegeInput } from "#lib/privilege/privileges/schema.ts";
import type { FoundClaim, Kept, MyPrivileges, PastClaims, PrivilegeVersion } from "#lib/privilege/privileges/types.ts";
import type { DecideInput, InvitationInput, NominateInput, OutcomeInput } from "#lib/privilege/voice/schema.ts";
import type { RunVoice, Voice } from "#lib/privilege/voice/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;

/** The doors of what a member is given. */
export const privileges = {
  mine: () => call<MyPrivileges>("GET", "/api/me/privileges"),
  past: (after?: string) => call<PastClaims>("GET", `/api/me/privileges/past${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  claim: (id: number, clientId: string) => call<{ id: number; code: string; expiresAt: string }>("POST", `/api/privileges/${id}/claims`, { clientId }),
  use: (claimId: number) => call<Nothing>("PUT", `/api/privilege-claims/${claimId}/use`),
  giveBack: (claimId: number) => call<Nothing>("DELETE", `/api/privilege-claims/${claimId}`),
};

/** The doors by which the desk finds what a member shows, marks it as used, and takes that back. */
export const claimDesk = {
  find: (code: string) => call<FoundClaim>("GET", `/api/desk/claims/${encodeURIComponent(code)}`),
  use: (claimId: number) => call<Nothing>("PUT", `/api/desk/claims/${claimId}/use`),
  undo: (claimId: number) => call<Nothing>("DELETE", `/api/desk/claims/${claimId}/use`),
};

/** The doors by which admins say what members are given. */
export const keptPrivileges = {
  list: () => call<Kept>("GET", "/api/privileges/kept"),
  save: (id: number | null, input: PrivilegeInput) => call<{ id: number; version: number }>(id === null ? "POST" : "PUT", id === null ? "/api/privileges" : `/api/privileges/${id}`, input),
  allowance: (input: AllowanceInput) => call<{ version: number }>("PUT", "/api/privileges/allowance", input),
  versions: (id: number) => call<{ versions: PrivilegeVersion[] }>("GET", `/api/privileges/${id}/versions`),
};

/** The doors of what a member can decide. */
export const voice = {
  mine: () => call<Voice>("GET", "/api/me/voice"),
  join: (id: number) => call<Nothing>("POST", `/api/invitations/${id}/place`),
  leave: (id: number) => call<Nothing>("DELETE", `/api/invitations/${id}/place`),
  answer: (id: number, answers: string[]) => call<Nothing>("PUT", `/api/invitations/${id}/answers`, { answers }),
  nominate: (input: NominateInput) => call<{ id: number }>("POST", "/api/nominations", input),
};

/** The doors of those who run it. */
export const runVoice = {
  all: () => call<RunVoice>("GET", "/api/desk/voice"),
  save: (id: number | null, input: InvitationInput) => call<{ id: number; version: number }>(id === null ? "POST" : "PUT", id === null ? "/api/desk/invitations" : `/api/desk/invitations/${id}`, input),
  outcome: (id: number, input: OutcomeInput) => call<Nothing>("POST", `/api/desk/invitations/${id}/outcome`, input),
  decide: (id: number, input: DecideInput) => call<Nothing>("PUT", `/api/desk/nominations/${id}`, input),
};
