import type { LiveInput, MineEdit, PreferenceInput, QuestionInput, RoomEdit, RoomInput, TopicFromInput } from "#lib/chat/schema.ts";
import type { BlockedPerson, ChatPreferences, FilePage, FoundMessages, LiveQuestions, MemberPage, OpenedRoom, RoomAround, RoomCallable, RoomList } from "#lib/chat/types.ts";
import type { MessageEdit, SendInput } from "#lib/threads/schema.ts";
import type { MessagePage, MessageVersionView, MessageView } from "#lib/threads/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type Ask = { before?: number; after?: number; around?: number; date?: string; changedAfter?: number; root?: number; limit?: number };
type Optional<T, Keys extends keyof T> = Omit<T, Keys> & Partial<Pick<T, Keys>>;
type NewRoom = Optional<RoomInput, "topic" | "audience" | "categoryId" | "productId" | "readOnly" | "slowSeconds" | "handles">;

function query(asked: Record<string, string | number | undefined>): string {
  const params = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return params.size ? `?${params}` : "";
}
const room = (id: number, rest = ""): string => `/api/chat/rooms/${id}${rest}`;
const message = (id: number, rest = ""): string => `/api/chat/messages/${id}${rest}`;

/** The doors of chat. What is sent and heard live goes over the socket (lib/chat/types.ts: ChatEvents). */
export const chat = {
  rooms: () => call<RoomList>("GET", "/api/chat/rooms"),
  around: (of: "category" | "product", id: number) => call<{ rooms: RoomAround[] }>("GET", `/api/chat/${of === "category" ? "categories" : "products"}/${id}/rooms`),
  make: (input: NewRoom) => call<{ id: number }>("POST", "/api/chat/rooms", input),
  direct: (handles: string[]) => call<{ id: number }>("POST", "/api/chat/direct", { handles }),
  open: (id: number) => call<OpenedRoom>("GET", room(id)),
  change: (id: number, input: RoomEdit) => call<Nothing>("PATCH", room(id), input),
  members: (id: number, after?: string) => call<MemberPage>("GET", room(id, `/members${query({ after })}`)),
  join: (id: number) => call<Nothing>("POST", room(id, "/members"), {}),
  invite: (id: number, handles: string[]) => call<Nothing>("POST", room(id, "/members"), { handles }),
  leave: (id: number) => call<Nothing>("DELETE", room(id, "/members")),
  remove: (id: number, accountId: string) => call<Nothing>("DELETE", room(id, `/members/${accountId}`)),
  setRole: (id: number, accountId: string, role: "member" | "moderator") => call<Nothing>("PATCH", room(id, `/members/${accountId}`), { role }),
  mine: (id: number, input: MineEdit) => call<Nothing>("PATCH", room(id, "/mine"), input),
  messages: (id: number, ask: Ask = {}) => call<MessagePage>("GET", room(id, `/messages${query(ask)}`)),
  send: (id: number, input: SendInput) => call<MessageView | { held: true }>("POST", room(id, "/messages"), input),
  edit: (id: number, input: MessageEdit) => call<MessageView | { held: true }>("PATCH", message(id), input),
  delete: (id: number) => call<MessageView>("DELETE", message(id)),
  restore: (id: number) => call<MessageView>("POST", message(id, "/restore")),
  history: (id: number) => call<{ versions: MessageVersionView[] }>("GET", message(id, "/history")),
  react: (id: number, emoji: string, on: boolean) => call<MessageView>(on ? "PUT" : "DELETE", message(id, `/reactions/${encodeURIComponent(emoji)}`)),
  pin: (id: number, on: boolean) => call<MessageView>(on ? "PUT" : "DELETE", message(id, "/pin")),
  read: (id: number, seq: number) => call<{ readSeq: number; unread: number; mentions: number }>("PUT", room(id, "/read"), { seq }),
  search: (id: number, q: string, before?: number) => call<FoundMessages>("GET", room(id, `/search${query({ q, before })}`)),
  files: (id: number, after?: string) => call<FilePage>("GET", room(id, `/files${query({ after })}`)),
  people: (id: number, prefix: string) => call<RoomCallable>("GET", room(id, `/people${query({ prefix })}`)),
  topic: (id: number, input: TopicFromInput) => call<{ id: number; slug: string } | { held: true }>("POST", room(id, "/topic"), input),
  preferences: () => call<ChatPreferences>("GET", "/api/me/chat"),
  prefer: (input: PreferenceInput) => call<ChatPreferences>("PUT", "/api/me/chat", input),
  blocked: () => call<{ people: BlockedPerson[] }>("GET", "/api/me/chat/blocks"),
  block: (accountId: string) => call<Nothing>("POST", "/api/me/chat/blocks", { accountId }),
  unblock: (accountId: string) => call<Nothing>("DELETE", `/api/me/chat/blocks/${accountId}`),
  schedule: (input: LiveInput) => call<{ id: number }>("POST", "/api/chat/live", input),
  start: (id: number) => call<Nothing>("POST", room(id, "/start")),
  end: (id: number, categoryId: number | null) => call<{ topicId: number | null }>("POST", room(id, "/end"), { categoryId }),
  questions: (id: number) => call<LiveQuestions>("GET", room(id, "/questions")),
  ask: (id: number, input: QuestionInput) => call<{ id: number }>("POST", room(id, "/questions"), input),
  vote: (questionId: number, on: boolean) => call<{ votes: number }>(on ? "PUT" : "DELETE", `/api/chat/questions/${questionId}/vote`),
  answered: (questionId: number, seq: number | null) => call<Nothing>("PUT", `/api/chat/questions/${questionId}/answer`, { seq }),
  removeQuestion: (questionId: number) => call<Nothing>("DELETE", `/api/chat/questions/${questionId}`),
};
