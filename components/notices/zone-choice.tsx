"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SelectField } from "#components/ui/field.tsx";
import type { SettingsInput as Change } from "#lib/notices/schema.ts";

const readable = (zone: string): string => zone.replaceAll("_", " ");

/** The clock one lives by: what the device says is offered, never taken unasked. */
export function ZoneChoice({ timezone, change }: { timezone: string | null; change: (change: Change) => void }) {
  const t = useTranslations("noticeSettings");
  const [device, setDevice] = useState<{ zone: string; all: string[] }>();
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    setDevice({ zone, all: [...new Set([zone, ...Intl.supportedValuesOf("timeZone"), "UTC"])].sort() });
  }, []);
  const all = [...new Set([...(device?.all ?? []), ...(timezone ? [timezone] : [])])];
  return (
    <div className="grid gap-3">
      <SelectField label={t("zone")} value={timezone ?? ""} onChange={(event) => { if (event.target.value) change({ timezone: event.target.value }); }}>
        {!timezone && <option value="">{t("zoneNone")}</option>}
        {all.map((zone) => <option key={zone} value={zone}>{readable(zone)}</option>)}
      </SelectField>
      {device && device.zone !== timezone && (
        <p className="flex flex-wrap items-center gap-3 text-sm text-soft">{t("detected", { zone: readable(device.zone) })}
          <button type="button" className="btn btn-quiet" onClick={() => change({ timezone: device.zone })}>{t("useDetected", { zone: readable(device.zone) })}</button>
        </p>
      )}
    </div>
  );
}
