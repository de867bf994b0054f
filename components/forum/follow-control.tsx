"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Bell, BellOff, BellRing, Check, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { FollowLevel, FollowSubject } from "#lib/forum/reading/types.ts";

const levels = [{ level: "follow", icon: BellRing }, { level: "none", icon: Bell }, { level: "mute", icon: BellOff }, { level: "ignore", icon: EyeOff }] as const;

/** How much one wants to hear of something: a button that says it, and the four choices with what each means. */
export function FollowControl({ subject, level: known }: { subject: FollowSubject; level?: FollowLevel | undefined }) {
  const t = useTranslations("reading");
  const words = useProblem();
  const [level, setLevel] = useState<FollowLevel | undefined>(known);
  const { type, id } = subject;
  useEffect(() => {
    if (known === undefined) void reading.level({ type, id }).then((answer) => { if (answer.ok) setLevel(answer.data.level); });
  }, [type, id, known]);
  const choose = async (next: FollowLevel): Promise<void> => {
    const before = level ?? "none";
    if (next === before) return;
    setLevel(next);
    const answer = await reading.setLevel({ type, id }, next);
    if (!answer.ok) {
      setLevel(before);
      return say(words(answer.problem), { tone: "danger" });
    }
    say(t(`said.${next}`), { action: { label: t("undo"), run: () => { setLevel(before); void reading.setLevel({ type, id }, before); } } });
  };
  useEffect(() => {
    const pressed = (): void => void choose(level === "follow" ? "none" : "follow");
    addEventListener("follow-key", pressed);
    return () => removeEventListener("follow-key", pressed);
  });
  const shown = levels.find((one) => one.level === (level ?? "none")) ?? levels[1];
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="act border border-line px-3" aria-label={t("levelIs", { level: t(`level.${shown.level}`) })}><shown.icon aria-hidden size={15} /><span>{t(`level.${shown.level}`)}</span></Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={6} className="z-50">
          <Base.Popup className="card w-80 max-w-[calc(100vw-2rem)] p-1.5 shadow-xl outline-none">
            <Base.RadioGroup value={shown.level} onValueChange={(value) => void choose(value as FollowLevel)}>
              {levels.map((one) => (
                <Base.RadioItem key={one.level} value={one.level} closeOnClick className="flex w-full cursor-pointer gap-3 rounded-md px-3 py-2 text-left outline-none data-highlighted:bg-sunk">
                  <one.icon aria-hidden size={17} className="mt-1 flex-none text-faint" />
                  <span className="min-w-0 flex-1"><span className="block text-[0.925rem] font-[540]">{t(`choice.${one.level}`)}</span><span className="block text-sm text-faint">{t(`means.${type}.${one.level}`)}</span></span>
                  <Base.RadioItemIndicator className="mt-1 flex-none text-accent"><Check aria-hidden size={16} /></Base.RadioItemIndicator>
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
