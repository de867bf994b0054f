"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { arrangement } from "#components/doors/topics.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import type { CategoryInput } from "#lib/forum/schema.ts";
import { type Audience, type CategorySettings, colours, icons } from "#lib/forum/types.ts";
import { ActingDialog, useAct } from "./acting-dialog.tsx";
import { CategoryIcon } from "./category-icon.tsx";
import { CategoryPreview } from "./category-preview.tsx";
import { paces } from "./topic-slow.tsx";

const audiences: readonly Audience[] = ["public", "members", "select", "premier", "circle", "staff"];
const kinds = ["discussion", "question", "idea"] as const;
type Value = CategoryInput & { parentId: number | null };
type Set = (change: Partial<Value>) => void;

function begin(one: CategorySettings | undefined, parent: CategorySettings | undefined): Value {
  return {
    name: one?.name ?? "", description: one?.description ?? "", colour: (one?.colour ?? parent?.colour ?? "ink") as Value["colour"], icon: (one?.icon ?? "message-circle") as Value["icon"], audience: one?.audience ?? parent?.audience ?? "public",
    openAudience: one?.openAudience ?? null, replyAudience: one?.replyAudience ?? null, slowSeconds: one?.slowSeconds ?? 0, kinds: (one?.kinds ?? ["discussion", "question"]).filter((kind) => kind !== "announcement"),
    locale: (one?.locale ?? null) as Value["locale"], parentId: one ? one.parentId : (parent?.id ?? null),
  };
}

function Look({ value, set }: { value: Value; set: Set }) {
  const t = useTranslations("arrange");
  const chosen = "has-checked:border-ink has-checked:bg-sunk has-focus-visible:outline-2 has-focus-visible:outline-accent flex cursor-pointer items-center justify-center rounded-md border border-line";
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 text-[0.925rem] font-[540]">{t("colour")}</legend>
        <div className="flex flex-wrap gap-1.5">{colours.map((colour) => (
          <label key={colour} className={`${chosen} size-9`} title={t(`colours.${colour}`)}><input type="radio" name="colour" className="sr-only" checked={value.colour === colour} onChange={() => set({ colour })} /><span className={`dot dot-${colour} size-4!`} /><span className="sr-only">{t(`colours.${colour}`)}</span></label>
        ))}</div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 text-[0.925rem] font-[540]">{t("icon")}</legend>
        <div className="flex flex-wrap gap-1.5">{icons.map((icon) => (
          <label key={icon} className={`${chosen} size-9`}><input type="radio" name="icon" className="sr-only" checked={value.icon === icon} onChange={() => set({ icon })} /><CategoryIcon icon={icon} colour={value.colour} size={18} /><span className="sr-only">{icon}</span></label>
        ))}</div>
      </fieldset>
    </>
  );
}

type Errors = (field: string) => string | undefined;

function Doors({ value, set, at }: { value: Value; set: Set; at: Errors }) {
  const t = useTranslations("arrange");
  const some = (field: "openAudience" | "replyAudience") => (
    <SelectField label={t(field)} value={value[field] ?? ""} error={at(field)} onChange={(event) => set({ [field]: (event.target.value || null) as Audience | null })}>
      <option value="">{t("asSeen")}</option>{audiences.map((one) => <option key={one} value={one}>{t(`short.${one}`)}</option>)}
    </SelectField>
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField label={t("audience")} value={value.audience} error={at("audience")} onChange={(event) => set({ audience: event.target.value as Audience })}>{audiences.map((one) => <option key={one} value={one}>{t(`short.${one}`)}</option>)}</SelectField>
        {some("openAudience")}{some("replyAudience")}
      </div>
      <CategoryPreview value={value} />
    </>
  );
}

/** A category made or changed: what it says, how it looks, where it stands, who may do what. */
export function CategoryDialog({ one, parentId, all, onClose, onDone }: { one?: CategorySettings; parentId: number | null; all: CategorySettings[]; onClose: () => void; onDone: () => void }) {
  const t = useTranslations("arrange");
  const menu = useTranslations("topicMenu");
  const [value, setValue] = useState(() => begin(one, all.find((other) => other.id === parentId)));
  const set: Set = (change) => setValue((old) => ({ ...old, ...change }));
  const { run, busy, at, elsewhere } = useAct<unknown>(onDone);
  const save = async (): Promise<Answer<unknown>> => {
    const { parentId: below, ...input } = value;
    if (!one) return arrangement.create(value);
    // A move first: what is below another may have to be narrower.
    const moved = below === one.parentId ? undefined : await arrangement.place(one.id, { parentId: below, position: 10_000 });
    return moved && !moved.ok ? moved : arrangement.edit(one.id, { ...input, version: one.version + (moved ? 1 : 0) });
  };
  return (
    <ActingDialog wide title={one ? t("editOf", { name: one.name }) : t("add")} act={one ? menu("save") : t("make")} busy={busy} error={elsewhere("name", "description", "audience", "openAudience", "replyAudience", "parentId")} onClose={onClose} onAct={() => run(save)}>
      <Field label={t("name")} value={value.name} maxLength={60} error={at("name")} onChange={(event) => set({ name: event.target.value })} />
      <TextField label={t("description")} rows={2} maxLength={300} value={value.description} error={at("description")} onChange={(event) => set({ description: event.target.value })} />
      <Look value={value} set={set} />
      <SelectField label={t("below")} value={value.parentId ?? ""} error={at("parentId")} onChange={(event) => set({ parentId: event.target.value ? Number(event.target.value) : null })}>
        <option value="">{t("top")}</option>{all.filter((other) => other.id !== one?.id).map((other) => <option key={other.id} value={other.id}>{`${"\u2003".repeat(other.depth)}${other.name}`}</option>)}
      </SelectField>
      <Doors value={value} set={set} at={at} />
      <fieldset>
        <legend className="mb-1 text-[0.925rem] font-[540]">{t("kinds")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">{kinds.map((kind) => (
          <label key={kind} className="flex items-center gap-2"><input type="checkbox" className="size-4 accent-accent" checked={value.kinds.includes(kind)} onChange={(event) => set({ kinds: kinds.filter((each) => (each === kind ? event.target.checked : value.kinds.includes(each))) })} />{t(`kind.${kind}`)}</label>
        ))}</div>
        <p className="mt-1 text-sm text-faint">{t("kindsHint")}</p>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={menu("pace")} value={value.slowSeconds} onChange={(event) => set({ slowSeconds: Number(event.target.value) })}>{paces.map((pace) => <option key={pace} value={pace}>{menu(`paces.${pace}`)}</option>)}</SelectField>
        <SelectField label={t("language")} value={value.locale ?? ""} onChange={(event) => set({ locale: (event.target.value || null) as Value["locale"] })}><option value="">{t("anyLanguage")}</option><option value="en">English</option><option value="fr">Français</option></SelectField>
      </div>
    </ActingDialog>
  );
}
