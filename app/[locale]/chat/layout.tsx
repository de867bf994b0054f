import { setRequestLocale } from "next-intl/server";
import { KeyboardSpace } from "#components/chat/keyboard-space.tsx";
import { RoomsColumn } from "#components/chat/rooms-column.tsx";
import { Words } from "../../words.tsx";

type Props = { children: React.ReactNode; params: Promise<{ locale: string }> };

/** The rooms beside the one that is open. Who may see which is asked by the doors and by each page. */
export default async function Layout({ children, params }: Props) {
  setRequestLocale((await params).locale);
  return <Words names={["chat", "writing"]}><div data-chat className="mx-auto flex h-full min-h-0 max-w-[92rem]"><KeyboardSpace /><RoomsColumn />{children}</div></Words>;
}
