/** What can be heard. */
export const eventNames = ["referral.joined", "referral.purchased", "referral.decided", "reward.granted", "reward.changed", "coupon.made", "coupon.returned"] as const;
export type EventName = (typeof eventNames)[number];
export type DeliveryState = "waiting" | "sent" | "dead";
export type DeliveryView = { id: number; event: EventName; message: string; state: DeliveryState; attempts: number; status: number | null; problem: string; at: string | null; nextAt: string | null };
/** An endpoint as admins see it: when its secrets were made, never what they are. */
export type EndpointView = { id: string; name: string; url: string; events: EventName[]; paused: boolean; secrets: { id: string; madeAt: string }[]; waiting: number; dead: number; deliveries: DeliveryView[] };
