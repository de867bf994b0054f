import type { Uploaded } from "#lib/media/types.ts";
import type { Answer } from "./call.ts";

export type Upload = { done: Promise<Answer<Uploaded>>; cancel: () => void };

/** Sends a file, telling how much of it has gone. Only this way of asking knows how far it is. */
export function sendFile(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer<Uploaded>>((resolve) => {
    const failed = (code: string, detail = ""): void => resolve({ ok: false, problem: { status: request.status, code, detail, field: null } });
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
    request.onerror = () => failed("offline");
    request.onabort = () => failed("cancelled");
    request.onload = () => {
      const said = JSON.parse(request.responseText || "{}") as Uploaded & { title?: string; detail?: string };
      if (request.status === 201) resolve({ ok: true, data: said });
      else failed(said.title ?? "fault", said.detail);
    };
    request.open("POST", `/api/media?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
