import type { OnboardingInput, ProfileInput } from "#lib/identity/schema.ts";
import type { Me, OnboardingView, ProfileView, SessionView } from "#lib/identity/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
export type MeAnswer = { me: Me | null; confirmed?: boolean; profile?: ProfileView };

/** The identity room's doors. */
export const identity = {
  me: () => call<MeAnswer>("GET", "/api/me"),
  signUp: (input: { email: string; name: string; locale: "en" | "fr"; code?: string }) => call<Nothing>("POST", "/api/sign-up", input),
  signIn: (input: { email: string; password: string }) => call<{ name: string }>("POST", "/api/sign-in", input),
  sendLink: (email: string) => call<Nothing>("POST", "/api/sign-in/link", { email }),
  forgot: (email: string) => call<Nothing>("POST", "/api/password/forgot", { email }),
  confirm: (token: string) => call<{ name: string }>("POST", "/api/sign-in/confirm", { token }),
  reset: (input: { token: string; password: string }) => call<{ name: string }>("POST", "/api/password/reset", input),
  signOut: () => call<Nothing>("POST", "/api/sign-out"),
  changeProfile: (input: ProfileInput) => call<ProfileView>("PATCH", "/api/me", input),
  changePassword: (input: { password: string; current?: string }) => call<Nothing>("POST", "/api/me/password", input),
  askForAddress: (input: { email: string; current?: string }) => call<Nothing>("POST", "/api/me/email", input),
  confirmAddress: (token: string) => call<{ email: string }>("POST", "/api/me/email/confirm", { token }),
  undoAddress: (token: string) => call<{ email: string }>("POST", "/api/email/undo", { token }),
  changeAvatar: (file: Blob) => call<Nothing>("POST", "/api/me/avatar", file),
  onboarding: () => call<OnboardingView>("GET", "/api/me/onboarding"),
  noteOnboarding: (input: OnboardingInput) => call<OnboardingView>("PUT", "/api/me/onboarding", input),
  sessions: () => call<{ sessions: SessionView[] }>("GET", "/api/me/sessions"),
  endSession: (id: string) => call<Nothing>("DELETE", `/api/me/sessions/${id}`),
};
