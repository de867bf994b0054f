"use client";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState } from "react";
import { identity } from "#components/doors/identity.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { say } from "#components/ui/toast.tsx";

/** One's picture: drawn for everyone, until they choose their own. `onChosen` hears when it is in place. */
export function PictureForm({ id, onChosen }: { id: string; onChosen?: () => void }) {
  const t = useTranslations("settings");
  const words = useProblem();
  const field = useId();
  const [error, setError] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (!file) return;
    setError(undefined);
    const answer = await identity.changeAvatar(file);
    input.value = "";
    if (!answer.ok) return setError(words(answer.problem));
    // The address stays the same for everyone, so this page shows the picture it has just sent.
    setChosen(await new Promise<string>((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(String(reader.result)); reader.readAsDataURL(file); }));
    say(t("pictureSaved"));
    onChosen?.();
  };
  return (
    <div className="flex flex-wrap items-center gap-5">
      {/* biome-ignore lint/performance/noImgElement: the picture just chosen, not yet on any server address */}
      {chosen ? <img src={chosen} alt="" width={80} height={80} className="size-20 flex-none rounded-full object-cover" /> : <Avatar id={id} size="large" eager />}
      <div className="min-w-0 flex-1">
        <label htmlFor={field} className="btn btn-quiet focus-within:outline-2 focus-within:outline-accent">{t("choosePicture")}
          <input id={field} type="file" accept="image/jpeg,image/png,image/webp,image/gif" className="sr-only" aria-describedby={`${field}-hint`} onChange={(event) => void choose(event)} />
        </label>
        <p id={`${field}-hint`} className="mt-2 text-sm text-faint">{t("pictureHint")}</p>
        {error && <p role="alert" className="mt-2 text-sm text-danger">{error}</p>}
      </div>
    </div>
  );
}
