/** Where a visitor came from. `internal`: from a page of our own. */
export const sources = ["direct", "search", "social", "email", "ads", "internal", "referral"] as const;
export type Source = (typeof sources)[number];

export interface Platform {
  readonly name: string;
  readonly source: Source;
}

const platform = (source: Source, names: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(names).flatMap(([name, keys]) =>
    keys.map((key): [string, Platform] => [key, { name, source }]),
  );

/** Hosts that say more than their registrable domain does. */
export const platformsByHost: ReadonlyMap<string, Platform> = new Map([
  ...platform("email", {
    Gmail: ["mail.google.com"],
    Outlook: ["outlook.live.com", "outlook.office.com", "outlook.office365.com"],
    "Yahoo Mail": ["mail.yahoo.com"],
    "Yandex Mail": ["mail.yandex.ru", "mail.yandex.com"],
    "Mail.ru": ["e.mail.ru"],
    iCloud: ["www.icloud.com"],
    "AOL Mail": ["mail.aol.com"],
    "Proton Mail": ["mail.proton.me"],
    "Zoho Mail": ["mail.zoho.com"],
  }),
  ...platform("search", { "Brave Search": ["search.brave.com"] }),
  ...platform("social", { "Google Groups": ["groups.google.com"], "Google Chat": ["chat.google.com"] }),
  ...platform("referral", {
    "Google Docs": ["docs.google.com"],
    "Google Translate": ["translate.google.com"],
    "Google News": ["news.google.com"],
  }),
]);

/** By registrable domain. */
export const platformsByDomain: ReadonlyMap<string, Platform> = new Map([
  ...platform("search", {
    Bing: ["bing.com"],
    DuckDuckGo: ["duckduckgo.com"],
    Baidu: ["baidu.com"],
    Yandex: ["yandex.ru", "yandex.com", "yandex.kz", "yandex.by", "yandex.com.tr", "ya.ru"],
    Ecosia: ["ecosia.org"],
    Qwant: ["qwant.com"],
    Startpage: ["startpage.com"],
    Naver: ["naver.com"],
    Seznam: ["seznam.cz"],
    Sogou: ["sogou.com"],
    Ask: ["ask.com"],
    AOL: ["aol.com"],
    Kagi: ["kagi.com"],
    Perplexity: ["perplexity.ai"],
    ChatGPT: ["chatgpt.com", "openai.com"],
  }),
  ...platform("social", {
    Facebook: ["facebook.com", "fb.com", "fb.me", "messenger.com"],
    Instagram: ["instagram.com"],
    Threads: ["threads.net", "threads.com"],
    X: ["t.co", "twitter.com", "x.com"],
    LinkedIn: ["linkedin.com", "lnkd.in"],
    Reddit: ["reddit.com", "redd.it"],
    YouTube: ["youtube.com", "youtu.be"],
    TikTok: ["tiktok.com"],
    Pinterest: ["pinterest.com", "pin.it"],
    Bluesky: ["bsky.app"],
    Mastodon: ["mastodon.social"],
    VK: ["vk.com", "vk.ru"],
    OK: ["ok.ru"],
    Weibo: ["weibo.com", "weibo.cn"],
    Telegram: ["t.me", "telegram.org", "telegram.me"],
    WhatsApp: ["whatsapp.com", "wa.me"],
    Discord: ["discord.com", "discord.gg"],
    Slack: ["slack.com"],
    Snapchat: ["snapchat.com"],
    Tumblr: ["tumblr.com"],
    Quora: ["quora.com"],
    "Hacker News": ["ycombinator.com"],
    Xing: ["xing.com"],
  }),
  ...platform("email", {
    "Proton Mail": ["proton.me"],
    Fastmail: ["fastmail.com"],
    Mailchimp: ["list-manage.com"],
  }),
  ...platform("ads", {
    "Google Ads": ["googleadservices.com", "doubleclick.net", "googlesyndication.com"],
    "Microsoft Advertising": ["bingads.com"],
    Taboola: ["taboola.com"],
    Outbrain: ["outbrain.com"],
    Criteo: ["criteo.com"],
  }),
]);

/** Names that own their domain under every public suffix, such as `google.de`. */
export const platformsByLabel: ReadonlyMap<string, Platform> = new Map(
  platform("search", { Google: ["google"], Yahoo: ["yahoo"] }).concat(
    platform("social", { Pinterest: ["pinterest"] }),
  ),
);

/** Apps of Android, which send `android-app://` with their package. */
export const platformsByApp: ReadonlyMap<string, Platform> = new Map([
  ...platform("email", {
    Gmail: ["com.google.android.gm"],
    Outlook: ["com.microsoft.office.outlook"],
    "Yahoo Mail": ["com.yahoo.mobile.client.android.mail"],
  }),
  ...platform("search", { Google: ["com.google.android.googlequicksearchbox"] }),
  ...platform("social", {
    Facebook: ["com.facebook.katana", "com.facebook.orca"],
    Instagram: ["com.instagram.android"],
    X: ["com.twitter.android"],
    LinkedIn: ["com.linkedin.android"],
    Reddit: ["com.reddit.frontpage"],
    Telegram: ["org.telegram.messenger"],
    WhatsApp: ["com.whatsapp"],
    Slack: ["com.slack"],
    Discord: ["com.discord"],
    Pinterest: ["com.pinterest"],
  }),
]);

/** What people write into `utm_source` beside a domain. */
export const platformsByTag: ReadonlyMap<string, Platform> = new Map([
  ...platform("search", {
    Google: ["google"],
    Bing: ["bing"],
    DuckDuckGo: ["duckduckgo"],
    Yahoo: ["yahoo"],
    Baidu: ["baidu"],
    Yandex: ["yandex"],
  }),
  ...platform("social", {
    Facebook: ["facebook", "fb", "meta"],
    Instagram: ["instagram", "ig"],
    Threads: ["threads"],
    X: ["twitter", "x"],
    LinkedIn: ["linkedin"],
    Reddit: ["reddit"],
    YouTube: ["youtube"],
    TikTok: ["tiktok"],
    Pinterest: ["pinterest"],
    Bluesky: ["bluesky", "bsky"],
    Mastodon: ["mastodon"],
    Telegram: ["telegram"],
    WhatsApp: ["whatsapp"],
    Discord: ["discord"],
    Slack: ["slack"],
    "Hacker News": ["hackernews", "hn"],
  }),
  ...platform("email", {
    Newsletter: ["newsletter", "email", "mail"],
    Mailchimp: ["mailchimp"],
    Gmail: ["gmail"],
    Outlook: ["outlook"],
  }),
  ...platform("ads", {
    "Google Ads": ["adwords", "googleads", "google-ads"],
    Taboola: ["taboola"],
    Outbrain: ["outbrain"],
  }),
]);
