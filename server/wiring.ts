import { z } from "zod";
import { unpinDue } from "#lib/forum/topic-state.ts";
import { analyticsDoors } from "#lib/analytics/api.ts";
import { figureJob, figuresAfterNight, taskJob } from "#lib/analytics/jobs.ts";
import { relayBadges } from "#lib/badges/effects.ts";
import { chatDoors } from "#lib/chat/api.ts";
import { liveDoors } from "#lib/chat/live/api.ts";
import { makeTopicsWith } from "#lib/chat/topic-making.ts";
import { answersGoTo } from "#lib/mail/in/answering.ts";
import { mailRooms } from "./answers-by-mail.ts";
import { openTopicIn } from "./topics-of-talk.ts";
import * as chatPersons from "#lib/chat/erasure.ts";
import { messagesSeen } from "#lib/chat/media-guard.ts";
import { previewMessage } from "#lib/chat/link-previews.ts";
import { nudgeWhenUnread } from "#lib/chat/nudges.ts";
import * as analyticsPersons from "#lib/analytics/erasure.ts";
import { customerDoors } from "#lib/analytics/customers/api.ts";
import { indicatorDoors } from "#lib/analytics/indicators/api.ts";
import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import { segmentDoors } from "#lib/analytics/segments/api.ts";
import { investmentJob } from "#lib/analytics/investment/look.ts";
import { stageDoors } from "#lib/analytics/stages/api.ts";
import { namedSegments, segmentMembers, sizeOfSegment } from "#lib/analytics/segments/members.ts";
import { studioReferralDoors } from "#lib/analytics/referrals/api.ts";
import { relayReferrals } from "#lib/analytics/referrals/effects.ts";
import { catalogueDoors } from "#lib/catalogue/api.ts";
import { orderDoors } from "#lib/catalogue/orders/api.ts";
import { matchWaiting, releaseMatched } from "#lib/catalogue/orders/matching.ts";
import { sweepDeliveries } from "#lib/catalogue/orders/shops.ts";
import { productsSeen } from "#lib/catalogue/media-guard.ts";
import { exchangeDoors } from "#lib/exchange/api.ts";
import { sweepImports, writeImport } from "#lib/exchange/jobs.ts";
import { forumDoors } from "#lib/forum/api.ts";
import { previewLinks, topicCards } from "#lib/forum/link-previews.ts";
import { pollDoors } from "#lib/forum/polls/api.ts";
import { outsideDoors } from "#lib/forum/outside/api.ts";
import { readingDoors } from "#lib/forum/reading/api.ts";
import { remind } from "#lib/forum/reading/reminders.ts";
import { heldSeen, namedInDrafts, postsSeen } from "#lib/forum/media-guard.ts";
import { personDoors } from "#lib/forum/people/api.ts";
import { sweepKept } from "#lib/idempotency/once.ts";
import { identityDoors } from "#lib/identity/api.ts";
import { whenOrderTold } from "#lib/catalogue/orders/told.ts";
import { whenConfirmed, whenLost } from "#lib/identity/confirmed.ts";
import { whenSignedUp } from "#lib/identity/signed-up.ts";
import { buzzDoors } from "#lib/buzz/api.ts";
import { claimSignUp } from "#lib/buzz/claims.ts";
import { relayBuzz } from "#lib/buzz/effects.ts";
import * as buzzPersons from "#lib/buzz/erasure.ts";
import { joinConfirmed } from "#lib/buzz/joins.ts";
import { orderTold } from "#lib/buzz/orders.ts";
import * as pointPersons from "#lib/points/erasure.ts";
import { webhookDoors } from "#lib/webhooks/api.ts";
import { deliverTo, sweepMessages } from "#lib/webhooks/delivering.ts";
import { forgetVisitors } from "#lib/buzz/touches.ts";
import { expirePoints } from "#lib/points/lots.ts";
import { keyDoors } from "#lib/identity/keys/api.ts";
import type { Doors } from "#lib/identity/door.ts";
import { noticeDoors } from "#lib/notices/api.ts";
import { relayNotices } from "#lib/notices/effects.ts";
import { spreadOn } from "#lib/notices/spread.ts";
import { outreachDoors } from "#lib/outreach/api.ts";
import { conversationDoors } from "#lib/outreach/conversation/api.ts";
import { knowSegments } from "#lib/outreach/newsletters/audiences.ts";
import { newsletterDoors } from "#lib/outreach/newsletters/api.ts";
import { mailingsSeen } from "#lib/outreach/newsletters/archive.ts";
import { sendMailings } from "#lib/outreach/newsletters/sending.ts";
import * as outreachPersons from "#lib/outreach/erasure.ts";
import { mailDigests } from "#lib/outreach/digests.ts";
import { listDoors } from "#lib/outreach/lists/api.ts";
import { relayLists } from "#lib/outreach/lists/effects.ts";
import { forgetMail } from "#lib/outreach/incoming/forgetting.ts";
import { incomingDoors } from "#lib/outreach/incoming/api.ts";
import * as incomingPersons from "#lib/outreach/incoming/erasure.ts";
import { mailNotices } from "#lib/outreach/notice-letters.ts";
import { mediaDoors } from "#lib/media/api.ts";
import { guardMedia, keepMedia } from "#lib/media/guards.ts";
import { knowOwnLinks, linksSeen } from "#lib/media/link-cards.ts";
import { sweepMedia } from "#lib/media/sweep.ts";
import { moderationDoors } from "#lib/moderation/api.ts";
import { eraseWhenDue } from "#lib/moderation/erasing.ts";
import { makeExport, sweepExports } from "#lib/moderation/exports.ts";
import { knowPersons } from "#lib/moderation/person-rooms.ts";
import * as cataloguePersons from "#lib/catalogue/erasure.ts";
import * as reviewPersons from "#lib/reviews/erasure.ts";
import * as badgePersons from "#lib/badges/erasure.ts";
import * as identityPersons from "#lib/identity/erasure.ts";
import { erasePerson as eraseFromForum } from "#lib/forum/erasure.ts";
import * as pollPersons from "#lib/forum/polls/erasure.ts";
import * as readingPersons from "#lib/forum/reading/erasure.ts";
import * as mediaPersons from "#lib/media/erasure.ts";
import * as mailPersons from "#lib/mail/erasure.ts";
import * as noticePersons from "#lib/notices/erasure.ts";
import * as relationshipPersons from "#lib/relationship/erasure.ts";
import * as threadPersons from "#lib/threads/erasure.ts";
import { relayModeration } from "#lib/moderation/effects.ts";
import { backAgain } from "#lib/moderation/sanctions.ts";
import * as requestPersons from "#lib/privilege/requests/erasure.ts";
import { requestMessagesSeen, requestsSeen } from "#lib/privilege/requests/media-guard.ts";
import { requestDeskDoors } from "#lib/privilege/desk/api.ts";
import { requestDoors } from "#lib/privilege/requests/api.ts";
import { knowLosses, refreshLosses } from "#lib/privilege/requests/losses.ts";
import { closeQuiet } from "#lib/privilege/requests/quiet.ts";
import { serviceDoors } from "#lib/privilege/services/api.ts";
import { privilegeDoors } from "#lib/privilege/privileges/api.ts";
import * as privilegePersons from "#lib/privilege/privileges/erasure.ts";
import { lapseClaims } from "#lib/privilege/privileges/lapsing.ts";
import { voiceDoors } from "#lib/privilege/voice/api.ts";
import * as voicePersons from "#lib/privilege/voice/erasure.ts";
import { weighJoined, weighVote } from "#lib/privilege/voice/weights.ts";
import { weighVotesWith } from "#lib/forum/ideas.ts";
import { openRequestsOf } from "#lib/privilege/requests/queries.ts";
import { reviewDoors } from "#lib/reviews/api.ts";
import { inviteAll } from "#lib/reviews/invitations.ts";
import { reviewsSeen } from "#lib/reviews/media-guard.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readLosses } from "#lib/relationship/losses.ts";
import { relayStages } from "#lib/relationship/stages/effects.ts";
import { relationshipDoors } from "#lib/relationship/api.ts";
import { searchDoors } from "#lib/search/api.ts";
import { forgetWords, keepLanguages, keepWords } from "#lib/search/word-list.ts";
import { nightJob, stagesJob, validityJob } from "#lib/relationship/jobs.ts";

/** The doors of every room. This file alone knows them all. */
export function rooms(): Doors[] {
  return [
    identityDoors(), keyDoors(),
    forumDoors(), personDoors(),
    relationshipDoors(), analyticsDoors(),
    noticeDoors(), outreachDoors(), newsletterDoors(), conversationDoors(), incomingDoors(), listDoors(),
    mediaDoors(),
    pollDoors(),
    moderationDoors(),
    readingDoors(),
    outsideDoors(),
    searchDoors(),
    catalogueDoors(), orderDoors(),
    reviewDoors(),
    customerDoors(), segmentDoors(), studioReferralDoors(), stageDoors(), exchangeDoors(), indicatorDoors(),
    chatDoors(), liveDoors(),
    requestDoors(), requestDeskDoors(), serviceDoors(),
    privilegeDoors(), voiceDoors(),
    buzzDoors(), webhookDoors(),
  ];
}

/** What follows the ledger, each with a cursor of its own; each handles one batch and says how many it took. */
export const consumers: (() => Promise<number>)[] = [relayRelationship, relayStages, relayBadges, relayNotices, relayLists, relayModeration, keepWords, relayCustomers, relayBuzz, () => relayReferrals()];

/** What each job's name runs (lib/jobs), with the payload it was queued with. */
export const jobs: Record<string, (payload: unknown) => Promise<void>> = {
  "forum.unpin": async (payload) => unpinDue(z.object({ topicId: z.int() }).parse(payload).topicId),
  "link.preview": previewLinks,
  "chat.preview": previewMessage,
  "account.erase": eraseWhenDue,
  "person.back": backAgain,
  "account.export": makeExport,
  "account.exports": sweepExports,
  "notices.spread": spreadOn,
  "notices.mail": async () => void (await mailNotices()),
  "mail.digests": async () => void (await mailDigests()),
  "api.sweep": async () => void (await Promise.all([sweepKept(), sweepDeliveries(), sweepImports()])),
  "mail.forget": forgetMail,
  "outreach.mailings": async () => void (await sendMailings()),
  "chat.nudge": nudgeWhenUnread,
  "reviews.invite": async () => void (await inviteAll()),
  "media.sweep": async () => void (await sweepMedia()),
  "bookmark.remind": remind,
  "search.languages": keepLanguages,
  "search.words": async () => void (await forgetWords()),
  // What lists and segments ask is written afresh from what the night found.
  "relationship.night": async () => { await nightJob({ openRequestsOf }); await factsJob(); await investmentJob(); await refreshLosses(); await figuresAfterNight(); },
  "requests.quiet": async () => closeQuiet(),
  "privileges.lapse": () => lapseClaims(),
  "studio.facts": factsJob,
  "orders.import": writeImport,
  "studio.task": taskJob,
  "studio.figure": figureJob,
  "points.expire": () => expirePoints(),
  "webhooks.deliver": async (payload) => deliverTo(z.object({ endpointId: z.uuid() }).parse(payload).endpointId),
  "buzz.sweep": async () => void (await Promise.all([forgetVisitors(), sweepMessages()])),
  "relationship.validity": validityJob,
  "relationship.stages": stagesJob,
};

/** Jobs that are due by the clock: the name and when, as a crontab says it, in UTC. */
export const scheduled: { name: string; at: string }[] = [
  { name: "notices.mail", at: "* * * * *" },
  { name: "mail.digests", at: "12 * * * *" },
  { name: "mail.forget", at: "42 3 * * *" },
  { name: "outreach.mailings", at: "* * * * *" },
  { name: "account.exports", at: "5 * * * *" },
  { name: "api.sweep", at: "37 * * * *" },
  { name: "reviews.invite", at: "23 9 * * *" },
  { name: "media.sweep", at: "17 * * * *" },
  { name: "points.expire", at: "7 * * * *" },
  { name: "buzz.sweep", at: "27 * * * *" },
  { name: "search.languages", at: "*/2 * * * *" },
  { name: "search.words", at: "35 2 * * *" },
  { name: "requests.quiet", at: "50 5 * * *" },
  { name: "privileges.lapse", at: "3 * * * *" },
  { name: "relationship.night", at: "20 0 * * *" },
  { name: "relationship.stages", at: "33 * * * *" },
  { name: "relationship.validity", at: "40 3 * * 1" },
];

// Who may see a file: who may see what shows it, by the kind of thing that does.
guardMedia("post", postsSeen);
// Who has something of a person: asked when someone is erased, and when two accounts become one.
// What the forum has of two accounts a merge moves row by row, so that it can be taken back.
knowPersons([{ erasePerson: eraseFromForum, mergePerson: () => Promise.resolve() }, reviewPersons, requestPersons, privilegePersons, voicePersons, threadPersons, chatPersons, cataloguePersons, readingPersons, pollPersons, mediaPersons, noticePersons, outreachPersons, mailPersons, incomingPersons, badgePersons, identityPersons, relationshipPersons, analyticsPersons, buzzPersons, pointPersons]);
// What somebody answers by mail goes where they would have written it on a page.
answersGoTo(mailRooms);
// What a vote for an idea weighs is known where its voter’s space is.
weighVotesWith({ cast: weighVote, joined: weighJoined });
// Chat and forum stand beside each other: what was said becomes a topic through here.
makeTopicsWith(openTopicIn);
// What would be lost with a customer is known where their relationship is; the desk of requests sorts by it.
knowLosses(readLosses);
// News is written to segments, which the studio knows.
knowSegments({ names: namedSegments, page: segmentMembers, count: sizeOfSegment });
guardMedia("mailing", mailingsSeen);
guardMedia("held", heldSeen);
guardMedia("message", messagesSeen);
guardMedia("link", linksSeen);
// What everybody may read of this house is a card wherever it is linked to.
knowOwnLinks(topicCards);
keepMedia(namedInDrafts);
guardMedia("product", productsSeen);
guardMedia("review", reviewsSeen);
guardMedia("request", requestsSeen);
guardMedia("request-message", requestMessagesSeen);
// Orders that wait for an address are their person's in the transaction that shows it to be theirs.
whenConfirmed(matchWaiting);
whenLost(releaseMatched);
// And who brought them is written down in the same transaction, after it: who had an order before is no newcomer.
whenSignedUp(claimSignUp);
whenConfirmed(joinConfirmed);
whenOrderTold(orderTold);
