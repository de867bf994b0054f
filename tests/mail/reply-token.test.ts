import fc from "fast-check";
import { expect, it } from "vitest";
import { readReplyToken, replyAddress, replyToken } from "#lib/mail/reply-token.ts";

const named = fc.record({ type: fc.constantFrom("topic" as const, "message" as const, "request" as const, "newsletter" as const), id: fc.integer({ min: 0, max: 2 ** 47 }), accountId: fc.uuid() });

it("a reply token says what it was made of in any spelling of case, fits a local part, and ends", () => {
  fc.assert(fc.property(named, (to) => {
    const token = replyToken(to);
    expect(readReplyToken(token)).toEqual(to);
    expect(readReplyToken(token.toUpperCase())).toEqual(to);
    expect(replyAddress(to).split("@")[0]?.length).toBeLessThanOrEqual(64);
    expect(readReplyToken(token, Date.now() + 370 * 86_400_000)).toBeUndefined();
  }));
});

it("one letter changed, cut or added makes it nobody's", () => {
  fc.assert(fc.property(named, fc.nat(54), fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"), (to, place, letter) => {
    const token = replyToken(to);
    const other = token.slice(0, place) + letter + token.slice(place + 1);
    fc.pre(other !== token);
    expect([readReplyToken(other), readReplyToken(token.slice(1)), readReplyToken(`${token}a`)]).toEqual([undefined, undefined, undefined]);
  }));
});
