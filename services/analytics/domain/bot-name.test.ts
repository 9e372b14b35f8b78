import { expect, test } from "vitest";
import { botName } from "./bot-name.ts";

test.each([
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 6_0 like Mac OS X) AppleWebKit/536.26 (KHTML, like Gecko) Version/6.0 Mobile/10A5376e Safari/8536.25 (compatible; Googlebot-Mobile/2.1; +http://www.google.com/bot.html)",
    "Googlebot-Mobile",
  ],
  ["Mozilla/5.0 (compatible; MJ12bot/v1.4.4; http://www.majestic12.co.uk/bot.php?+)", "MJ12bot"],
  [
    "Mozilla/5.0 (compatible; archive.org_bot +http://www.archive.org/details/archive.org_bot)",
    "archive.org_bot",
  ],
  ["Mozilla/5.0 (compatible; Ezooms/1.0; help@moz.com)", "Ezooms"],
  [
    "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
    "BingPreview",
  ],
  ["Mozilla/5.0 (Windows; U; Windows NT 5.1; zh-CN; )  Firefox/1.5.0.11; 360Spider", "360Spider"],
  ["UniversalFeedParser/4.2-pre-314-svn +http://feedparser.org/", "UniversalFeedParser"],
  ["Tiny Tiny RSS/1.11 (http://tt-rss.org/)", "Tiny Tiny RSS"],
  ["Feedbin - 1 subscribers", "Feedbin"],
  ["Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)", "Sogou web spider"],
  ["LumiBot 2.0", "LumiBot"],
  ["nutch-1.4/Nutch-1.4", "nutch"],
  ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Slackbot-LinkExpanding"],
  ["curl/8.9.1", "curl"],
])("%s", (userAgent, name) => {
  expect(botName(userAgent)).toBe(name);
});

test("nothing of a program's own: no name", () => {
  expect(botName("Mozilla/4.0 (compatible;)")).toBeNull();
  expect(botName("Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; chromeframe/19.0)")).toBeNull();
  expect(botName("https://example.com/")).toBeNull();
});

test("a name is bounded and printable, whatever is sent", () => {
  const name = botName(`${"\u0000\u00e9x".repeat(9_000)}bot/1`);
  expect(name).toMatch(/^x{64}$/);
  expect(botName(`Mozilla/5.0 (${"bo;".repeat(30_000)}`)).toBeNull();
});
