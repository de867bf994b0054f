import type { Door } from "./rules/expect.ts";
import { chatRules } from "./rules/chat.ts";
import { forumRules } from "./rules/forum.ts";
import { customerRules } from "./rules/customers.ts";
import { buzzRules } from "./rules/buzz.ts";
import { catalogueRules } from "./rules/catalogue.ts";
import { reviewRules } from "./rules/reviews.ts";
import { identityRules } from "./rules/identity.ts";
import { mediaRules } from "./rules/media.ts";
import { writingRules } from "./rules/writing.ts";
import { noticeRules } from "./rules/notices.ts";
import { moderationRules } from "./rules/moderation.ts";
import { orderRules } from "./rules/orders.ts";
import { outsideRules } from "./rules/outside.ts";
import { incomingRules } from "./rules/incoming.ts";
import { outreachRules } from "./rules/outreach.ts";
import { requestRules } from "./rules/requests.ts";
import { spaceRules } from "./rules/space.ts";
import { readingRules } from "./rules/reading.ts";
import { relationshipRules } from "./rules/relationship.ts";
import { analyticsRules } from "./rules/analytics.ts";
import { stageRules } from "./rules/stages.ts";
import { studioReferralRules } from "./rules/studio-referrals.ts";
import { studioImportRules } from "./rules/studio-imports.ts";
import { searchRules } from "./rules/search.ts";

/** Every door with what each actor gets. A door of the inventory that is not here fails the build. */
export const rules: Door[] = [
  ...forumRules,
  ...identityRules,
  ...relationshipRules, ...analyticsRules,
  ...noticeRules, ...outreachRules, ...incomingRules,
  ...mediaRules, ...writingRules,
  ...moderationRules,
  ...readingRules,
  ...outsideRules,
  ...searchRules,
  ...catalogueRules,
  ...reviewRules,
  ...orderRules,
  ...buzzRules,
  ...chatRules,
  ...customerRules, ...studioReferralRules, ...stageRules, ...studioImportRules,
  ...requestRules, ...spaceRules,
];
