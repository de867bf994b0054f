"use client";
import { Copy, Mail, Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { Channel, ThingKind } from "#lib/buzz/types.ts";

const places: Partial<Record<Channel, (url: string, text: string) => string>> = {
  whatsapp: (url, text) => `https://wa.me/?text=${text}%20${url}`, telegram: (url, text) => `https://t.me/share/url?url=${url}&text=${text}`, facebook: (url) => `https://www.facebook.com/sharer/sharer.php?u=${url}`,
  linkedin: (url) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`, x: (url, text) => `https://x.com/intent/post?url=${url}&text=${text}`, bluesky: (url, text) => `https://bsky.app/intent/compose?text=${text}%20${url}`,
  reddit: (url, text) => `https://www.reddit.com/submit?url=${url}&title=${text}`, mail: (url, text) => `mailto:?subject=${text}&body=${url}`,
};
const shown: readonly Channel[] = ["whatsapp", "telegram", "facebook", "linkedin", "x", "bluesky", "reddit"];

/** The ways a link can be shared: copied, by the system's own sheet, by mail, or in the usual places. Each way has a link of its own. */
export function ShareWays({ thing, id, title }: { thing: ThingKind; id: string; title: string }) {
  const t = useTranslations("share");
  const words = useProblem();
  const [asking, setAsking] = useState(false);
  const linkFor = async (channel: Channel): Promise<string | undefined> => {
    setAsking(true);
    const answer = await buzz.share({ thing, id, channel });
    setAsking(false);
    if (answer.ok) return answer.data.url;
    say(words(answer.problem));
    return undefined;
  };
  const copy = async (): Promise<void> => {
    const url = await linkFor("link");
    if (!url) return;
    await navigator.clipboard.writeText(url).then(() => say(t("copied")), () => say(url));
  };
  const sheet = async (): Promise<void> => {
    const url = await linkFor("system");
    if (url) await navigator.share({ url, title }).catch(() => {});
  };
  const open = async (channel: Channel): Promise<void> => {
    // Opened by the press itself and led on when the link is there: later it would be taken for an unasked window.
    const other = channel === "mail" ? null : window.open("about:blank", "_blank");
    if (other) other.opener = null;
    const url = await linkFor(channel);
    const address = url && places[channel]?.(encodeURIComponent(url), encodeURIComponent(title));
    if (!address) other?.close();
    else if (other) other.location.href = address;
    else location.href = address;
  };
  const canSheet = typeof navigator !== "undefined" && typeof navigator.share === "function";
  return (
    <div className="flex flex-wrap gap-2" aria-busy={asking}>
      <button type="button" className="btn btn-accent" onClick={() => void copy()}><Copy aria-hidden size={16} />{t("copy")}</button>
      {canSheet && <button type="button" className="btn btn-quiet" onClick={() => void sheet()}><Share2 aria-hidden size={16} />{t("system")}</button>}
      <button type="button" className="btn btn-quiet" onClick={() => void open("mail")}><Mail aria-hidden size={16} />{t("mail")}</button>
      {shown.map((channel) => <button key={channel} type="button" className="btn btn-quiet" onClick={() => void open(channel)}>{t(`channel.${channel as "whatsapp"}`)}</button>)}
    </div>
  );
}
