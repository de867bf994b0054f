import { useTranslations } from "next-intl";
import type { Answer } from "#components/doors/call.ts";
import { webhooks } from "#components/doors/webhooks.ts";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryView, EndpointView } from "#lib/webhooks/types.ts";

function Delivery({ one, onReplay }: { one: DeliveryView; onReplay: () => void }) {
  const t = useTranslations("webhooks");
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-2.5">
      <span className="min-w-0 wrap-anywhere">{t(`event.${one.event.replace(".", "_") as "referral_joined"}`)}{one.at && <span className="block text-sm text-faint"><Time at={one.at} /></span>}</span>
      <span className="text-sm text-soft">{t(`state.${one.state}`)}{one.status !== null && ` · ${one.status}`}{one.attempts > 1 && ` · ${t("attempts", { count: one.attempts })}`}{one.state === "waiting" && one.nextAt && <> · <Time at={one.nextAt} /></>}{one.problem && one.problem !== "status" && ` · ${t(`problem.${one.problem as "unreachable"}`)}`}
        {one.state === "dead" && <> · <button type="button" className="act" onClick={onReplay}>{t("replay")}</button></>}</span>
    </li>
  );
}

/** An endpoint with what was sent to it last. */
export function Endpoint({ one, onAct, onRemove }: { one: EndpointView; onAct: (asked: Promise<Answer<object>>) => void; onRemove: () => void }) {
  const t = useTranslations("webhooks");
  return (
    <section data-endpoint={one.name} className="card p-5 sm:p-6">
      <h2 className="font-serif text-xl font-[540] wrap-anywhere">{one.name}</h2>
      <p className="text-sm text-soft wrap-anywhere">{one.url}</p>
      <p className="mt-2 text-sm text-faint">{t("figures", { waiting: one.waiting, dead: one.dead, secrets: one.secrets.length })}{one.paused && ` · ${t("paused")}`}</p>
      {one.deliveries.length > 0 ? <ul className="mt-3">{one.deliveries.map((each) => <Delivery key={each.id} one={each} onReplay={() => onAct(webhooks.replay(one.id, each.id))} />)}</ul> : <p className="mt-3 text-soft">{t("nothing")}</p>}
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-2">
        <button type="button" className="act" onClick={() => onAct(webhooks.secret(one.id))}>{t("changeSecret")}</button>
        <button type="button" className="act" onClick={() => onAct(webhooks.pause(one.id, !one.paused))}>{t(one.paused ? "resume" : "pause")}</button>
        {one.dead > 0 && <button type="button" className="act" onClick={() => onAct(webhooks.replay(one.id))}>{t("replayAll")}</button>}
        <button type="button" className="act" onClick={onRemove}>{t("remove")}</button>
      </p>
    </section>
  );
}
