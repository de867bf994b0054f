import type { Author } from "#lib/threads/types.ts";
import type { MyPrivileges } from "./privileges/types.ts";
import type { RequestRow } from "./requests/types.ts";
import type { Hours } from "./services/types.ts";

/** What a member wished, and what was understood of it; as it stands. */
export type Understanding = { requestId: number; wish: string; text: string; state: "asked" | "confirmed" | "corrected" | "replaced"; correction: string; at: string };
/** Who looks after a member: whether they are here, and when somebody is at the desk. */
export type AtMyService = { concierge: (Author & { present: boolean }) | null; hours: Hours | null; openNow: boolean; opensAt: string | null };
/** The home of somebody in the space, apart from what other rooms have of it. */
export type Home = { service: AtMyService; requests: RequestRow[]; toDo: number; understood: Understanding[]; privileges: MyPrivileges };
