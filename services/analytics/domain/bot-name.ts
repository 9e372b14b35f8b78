const MAX_NAME = 64;
// The search costs the square of the length.
const MAX_READ = 1_024;
const addresses = /\+?\s*(?:https?:\/\/|www\.)[^\s;,)]*|[\w.+-]+@[\w.-]+/gi;
const telling =
  /[\w.!-]*(?:bot|crawl|spider|slurp|preview|proxy|externalhit|feed|fetch|validator|monitor)[\w.!-]*/i;
/** What programs put before and around their own name to be served like a browser. */
const disguises = /^(?:mozilla|opera)\//i;

/**
 * The name that a program gives itself in its user agent, such as `Googlebot`, without version and address, at most 64
 * characters; null when it gives none and looks like a browser only. `userAgent` is that of a bot or preview.
 */
export function botName(userAgent: string): string | null {
  const text = userAgent.slice(0, MAX_READ).replace(addresses, " ");
  return tidy(disguises.test(text) ? withinDisguise(text) : text);
}

// Mozilla/5.0 (compatible; Name/1.0; +address), or the name after or between what a browser would say.
function withinDisguise(text: string): string {
  const parts = text.split(/[;(),]/).map((part) => part.trim());
  for (const part of parts) {
    const name = telling.exec(part)?.[0];
    if (name !== undefined) return name;
  }
  const next = parts[parts.indexOf("compatible") + 1] ?? "";
  return parts.includes("compatible") && !/^MSIE\b/.test(next) ? next : "";
}

function tidy(text: string): string | null {
  const name = text
    .replace(/[^\x20-\x7e]/g, "")
    .split(/[/;(,]| - |\s[v\d][\d.]*(?:\s|$)/)[0]
    ?.replace(/[-_\s]v?\d[\d.]*$/, "")
    .trim()
    .slice(0, MAX_NAME);
  return name !== undefined && /[a-z]/i.test(name) ? name : null;
}
