/** Why Redis can't be used, in a sentence for operators. Never shows the address, which may hold a password. */
export function explainRedisError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(WRONGPASS|NOAUTH)|invalid password/i.test(text))
    return "Redis refuses the user or password in WAYPOST_REDIS_URL.";
  if (/^NOPERM/.test(text))
    return "Redis forbids what is needed; give the user of WAYPOST_REDIS_URL all of its prefix.";
  if (/^LOADING/.test(text)) return "Redis is loading its data.";
  if (/^ERR unknown command.*HELLO/i.test(text)) return "Redis is older than 6; use a newer one.";
  if (/^ERR DB index/.test(text)) return "Redis has no database of the number in WAYPOST_REDIS_URL.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "The host in WAYPOST_REDIS_URL is not known.";
  if (code === "ECONNREFUSED") return "Nothing answers at the address in WAYPOST_REDIS_URL.";
  if (/TLS|SSL|certificate/i.test(`${code} ${text}`)) return `TLS with Redis failed: ${text}.`;
  return `Redis can't be used: ${text.replace(/\.$/, "")}.`;
}
