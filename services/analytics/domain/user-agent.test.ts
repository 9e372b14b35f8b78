import { expect, test } from "vitest";
import { agentKind, botReason } from "./bot-rules.ts";
import { readUserAgent } from "./user-agent.ts";

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "desktop",
    "Chrome",
    "Windows",
    "person",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "mobile",
    "Mobile Safari",
    "iOS",
    "person",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1",
    "tablet",
    "Mobile Safari",
    "iOS",
    "person",
  ],
  [
    "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/3.0 Chrome/76 TV Safari/537.36",
    "tv",
    "Samsung Internet",
    "Tizen",
    "person",
  ],
  [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "bot",
    "unknown",
    "unknown",
    "bot",
  ],
  [
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "bot",
    "unknown",
    "unknown",
    "preview",
  ],
  ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "bot", "unknown", "unknown", "preview"],
  ["curl/8.5.0", "bot", "unknown", "unknown", "bot"],
  ["", "unknown", "unknown", "unknown", "person"],
])("%s", (userAgent, device, browser, os, kind) => {
  const found = readUserAgent(userAgent);
  expect(found).toMatchObject({ device, kind });
  if (kind === "person") expect(found).toMatchObject({ browser, os });
});

test("what the request says of itself goes before what its sender is", () => {
  expect(botReason("HEAD", true, "bot")).toBe("head");
  expect(botReason("GET", true, "bot")).toBe("prefetch");
  expect(botReason("GET", false, "preview")).toBe("preview");
  expect(botReason("GET", false, "bot")).toBe("user_agent");
  expect(botReason("GET", false, "person")).toBeNull();
});

test("a preview's name within another word is no preview", () => {
  expect(agentKind("Mozilla/5.0 (X11; Linux x86_64) NotWhatsAppish/1.0 Firefox/140.0")).toBe("person");
});
