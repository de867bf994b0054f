import type en from "../../messages/en.json";

/** An interaction's kind as its name in the messages, which cannot hold a dot. */
export function kindKey(kind: string): keyof (typeof en)["relationship"]["kind"] {
  return kind.replace(".", "_") as keyof (typeof en)["relationship"]["kind"];
}
