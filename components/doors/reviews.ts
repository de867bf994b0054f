import type { Uploaded } from "#lib/media/types.ts";
import type { AnswerInput, EditInput, QuestionInput, ReviewInput } from "#lib/reviews/schema.ts";
import type { Mine, ProductOverlay, ReviewVersionView } from "#lib/reviews/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type MaybeHeld = { held?: true };

/** The doors of reviews, questions and invitations. */
export const reviews = {
  overlay: (productId: number) => call<ProductOverlay>("GET", `/api/me/product/${productId}`),
  write: (input: ReviewInput) => call<{ id: number; state: string } & MaybeHeld>("POST", "/api/reviews", input),
  edit: (id: number, input: EditInput) => call<{ version: number } & MaybeHeld>("PATCH", `/api/reviews/${id}`, input),
  remove: (id: number) => call<Nothing>("DELETE", `/api/reviews/${id}`),
  restore: (id: number) => call<Nothing>("POST", `/api/reviews/${id}/restore`),
  publish: (id: number) => call<Nothing>("POST", `/api/reviews/${id}/publication`),
  vote: (id: number, helpful: boolean | undefined) => (helpful === undefined ? call<Nothing>("DELETE", `/api/reviews/${id}/vote`) : call<Nothing>("PUT", `/api/reviews/${id}/vote`, { helpful })),
  reply: (id: number, body: string) => call<{ html: string }>("PUT", `/api/reviews/${id}/reply`, { body }),
  removeReply: (id: number) => call<Nothing>("DELETE", `/api/reviews/${id}/reply`),
  versions: (id: number) => call<{ versions: ReviewVersionView[] }>("GET", `/api/reviews/${id}/versions`),
  ask: (input: QuestionInput) => call<{ id: number } & MaybeHeld>("POST", "/api/questions", input),
  removeQuestion: (id: number) => call<Nothing>("DELETE", `/api/questions/${id}`),
  restoreQuestion: (id: number) => call<Nothing>("POST", `/api/questions/${id}/restore`),
  answer: (questionId: number, input: AnswerInput) => call<{ id: number } & MaybeHeld>("POST", `/api/questions/${questionId}/answers`, input),
  best: (questionId: number, answerId: number | null) => call<Nothing>("PUT", `/api/questions/${questionId}/best`, { answerId }),
  removeAnswer: (id: number) => call<Nothing>("DELETE", `/api/answers/${id}`),
  restoreAnswer: (id: number) => call<Nothing>("POST", `/api/answers/${id}/restore`),
  voteAnswer: (id: number, helpful: boolean) => call<Nothing>(helpful ? "PUT" : "DELETE", `/api/answers/${id}/vote`),
  mine: (after?: string | null) => call<Mine>("GET", `/api/me/reviews${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  invitations: (invitations: boolean) => call<Nothing>("PUT", "/api/me/review-invitations", { invitations }),
  decline: (token: string) => call<Nothing>("POST", "/api/review-invitations/decline", { token }),
  upload: (file: File) => call<Uploaded>("POST", `/api/media?name=${encodeURIComponent(file.name)}`, file),
};
