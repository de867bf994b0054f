import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { postFor } from "./access.ts";
import { announce } from "./events.ts";
import { mayOperate } from "./policy.ts";

/** Lets everyone who may reply edit a post, or its author alone again. Moderators only. */
export function setWiki(actor: Actor, postId: number, wiki: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    const post = await postFor(tx, actor, postId);
    if (refused(post)) return post;
    if (post.deletedAt) return missing();
    const allowed = mayOperate(actor, post.topic);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
    const [changed] = await tx.query("UPDATE post SET wiki = $2 WHERE id = $1 AND wiki <> $2 RETURNING id", [postId, wiki]);
    if (!changed) return true as const;
    await noteAct(tx, actor, { act: wiki ? "post.opened" : "post.kept", subject: { type: "post", id: postId } });
    await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
    return true as const;
  });
}
