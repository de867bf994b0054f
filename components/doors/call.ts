/** A problem as the doors tell it (RFC 9457), or `offline` when none was reached. */
export type Problem = { status: number; code: string; detail: string; field: string | null };
export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

const unreached: Problem = { status: 0, code: "offline", detail: "", field: null };

async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; errors?: { field: string }[] };
  return { status: response.status, code: said.title ?? "fault", detail: said.detail ?? "", field: said.errors?.[0]?.field ?? null };
}

/**
 * Asks one of our doors. Never throws: a lost connection is a problem with the code `offline`. A question without a body may
 * carry a signal in its place, which takes it back.
 */
export async function call<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, given?: unknown): Promise<Answer<T>> {
  const signal = given instanceof AbortSignal ? given : undefined;
  const body = signal ? undefined : given;
  const raw = body instanceof Blob;
  const headers: Record<string, string> = { "Accept-Language": document.documentElement.lang };
  if (body !== undefined) headers["Content-Type"] = raw ? body.type || "application/octet-stream" : "application/json";
  try {
    const response = await fetch(path, { method, headers, ...(signal ? { signal } : {}), ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }) });
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    return { ok: true, data: (await response.json()) as T };
  } catch {
    return { ok: false, problem: unreached };
  }
}
