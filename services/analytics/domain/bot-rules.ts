import { isbot } from "isbot";

/** Raised with every change of what counts as a bot or of its name; stored with each row, so that numbers can be explained. */
export const RULE_VERSION = 2;

/** Why a click is not a human's. */
export type BotReason = "user_agent" | "head" | "prefetch" | "preview";

/**
 * Programs that fetch a link because somebody wrote it into a message, by the names they give themselves. Each is
 * a token of its own in the user agent, so that a name within another word doesn't match.
 */
const previewers =
  /(?:^|[\s/(;+,:])(?:facebookexternalhit|facebookcatalog|meta-externalfetcher|twitterbot|slackbot-linkexpanding|slack-imgproxy|slackbot|whatsapp|telegrambot|discordbot|linkedinbot|skypeuripreview|skype-url-preview|redditbot|pinterestbot|vkshare|viber|mattermost|mastodon|bluesky cardyb|cardyb|iframely|embedly|bitlybot|microsoftpreview|bingpreview|google-pagerenderer|googlemessages|line-poker|kakaotalk-scrap|snapchatadsbot|zoombot|rocket\.chat|synapse|flipboardproxy|tumblr)(?:$|[\s/);+,:])/i;

/** Whether the user agent is that of a program, and of which kind. */
export type AgentKind = "person" | "preview" | "bot";

export function agentKind(userAgent: string): AgentKind {
  if (userAgent === "") return "person";
  if (previewers.test(userAgent)) return "preview";
  return isbot(userAgent) ? "bot" : "person";
}

/** Why the click counts as a bot's, or null when it counts as a human's. What the request says of itself goes first. */
export function botReason(method: "GET" | "HEAD", prefetch: boolean, kind: AgentKind): BotReason | null {
  if (method === "HEAD") return "head";
  if (prefetch) return "prefetch";
  if (kind === "preview") return "preview";
  return kind === "bot" ? "user_agent" : null;
}
