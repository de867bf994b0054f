import { incoming } from "#components/doors/incoming.ts";

type Type = "post" | "message";
type Asked = Map<number, (mailId: number | undefined) => void>;
const waiting: Record<Type, Asked> = { post: new Map(), message: new Map() };
const most = 100;

async function ask(type: Type): Promise<void> {
  const asked = waiting[type];
  waiting[type] = new Map();
  const ids = [...asked.keys()];
  for (let from = 0; from < ids.length; from += most) {
    const some = ids.slice(from, from + most);
    const answer = await incoming.of(type, some);
    const found = new Map(answer.ok ? answer.data.mails.map((one) => [one.of, one.id]) : []);
    for (const id of some) asked.get(id)?.(found.get(id));
  }
}

/** The mail that something came by, where there is one and one may read it. What is shown together is asked for together. */
export function mailOf(type: Type, id: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    if (waiting[type].size === 0) setTimeout(() => void ask(type), 80);
    const others = waiting[type].get(id);
    waiting[type].set(id, (mailId) => { others?.(mailId); resolve(mailId); });
  });
}
