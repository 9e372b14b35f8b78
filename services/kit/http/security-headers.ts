/**
 * Headers of every API answer: it is no page, must not be guessed to be one, framed, or kept by shared caches, and
 * tells nobody where the reader came from.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};
