import { parse } from "tldts";
import {
  type Platform,
  platformsByApp,
  platformsByDomain,
  platformsByHost,
  platformsByLabel,
  platformsByTag,
  type Source,
} from "./platforms.ts";

/** What a Referer header says. */
export interface Referrer {
  /** The registrable domain, or the host where there is none; `direct` without a referrer, `unknown` when it is no URL. */
  readonly domain: string;
  readonly host: string;
  readonly platform: Platform | null;
}

export interface TrafficSource {
  readonly source: Source;
  /** The name of the platform, such as `Google`; null when it is none we know. */
  readonly platform: string | null;
}

const none: Referrer = { domain: "direct", host: "", platform: null };
const unreadable: Referrer = { domain: "unknown", host: "", platform: null };
const MAX_DOMAIN = 253;

/** Reads a referrer. A platform is found by host, registrable domain or package, never by a part of a name. */
export function readReferrer(referrer: string): Referrer {
  if (referrer === "") return none;
  const url = URL.parse(referrer);
  if (url === null) return unreadable;
  if (url.protocol === "android-app:" || url.protocol === "ios-app:") {
    const app = url.hostname.toLowerCase();
    return app === ""
      ? unreadable
      : { domain: fit(app), host: app, platform: platformsByApp.get(app) ?? null };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return unreadable;
  const host = url.hostname.replace(/\.$/, "");
  const { domain, domainWithoutSuffix } = parse(host, { allowPrivateDomains: false });
  const known =
    platformsByHost.get(host) ??
    platformsByDomain.get(domain ?? host) ??
    platformsByLabel.get(domainWithoutSuffix ?? "") ??
    null;
  return { domain: fit(domain ?? host), host, platform: known };
}

/** The registrable domain of our own host, or the host where there is none; what `internal` is decided by. */
export function ownDomain(publicUrl: string): string {
  return readReferrer(publicUrl).domain;
}

/** Media of UTM that name a source; others, such as `referral` or `qr`, leave it to the rest. */
const media: readonly (readonly [RegExp, Source])[] = [
  [
    /^(cpc|ppc|cpm|cpv|cpa|cpp|paid|paid[-_ ].*|.*[-_ ]?paid|display|banner|ads?|retargeting|remarketing|affiliate-ads?)$/,
    "ads",
  ],
  [/^(e-?mail|newsletter|mailing)$/, "email"],
  [/^(social|social[-_ ]?(media|network)|sm|organic[-_ ]social)$/, "social"],
  [/^(organic|search|seo)$/, "search"],
];

/**
 * Where the click came from. Tags say what the one who made the link means and go before the referrer, which is
 * what the browser happened to send.
 */
export function trafficSource(
  referrer: Referrer,
  utm: { readonly source: string; readonly medium: string },
  own: string,
): TrafficSource {
  const tagged = utm.source === "" ? null : taggedPlatform(utm.source);
  const platform = tagged ?? referrer.platform;
  const medium = utm.medium.trim().toLowerCase();
  const byMedium = medium === "" ? undefined : media.find(([pattern]) => pattern.test(medium))?.[1];
  if (byMedium !== undefined) return { source: byMedium, platform: platform?.name ?? null };
  if (tagged !== null) return { source: tagged.source, platform: tagged.name };
  if (referrer.host !== "" && referrer.domain === own) return { source: "internal", platform: null };
  if (referrer.platform !== null)
    return { source: referrer.platform.source, platform: referrer.platform.name };
  if (utm.source !== "" || referrer.domain !== "direct") return { source: "referral", platform: null };
  return { source: "direct", platform: null };
}

function taggedPlatform(tag: string): Platform | null {
  const key = tag.trim().toLowerCase();
  const found = platformsByTag.get(key);
  if (found !== undefined || !key.includes(".")) return found ?? null;
  return readReferrer(`https://${key}/`).platform;
}

function fit(domain: string): string {
  return domain.length > MAX_DOMAIN ? domain.slice(-MAX_DOMAIN) : domain;
}
