/**
 * First segments of paths that the product has or may come to have. A link with such a code would shadow a page, or
 * be shadowed by it after an upgrade, so nobody may take one. Compared without case.
 */
const reservedWords: ReadonlySet<string> = new Set(
  `api app apps docs doc openapi openapi.json livez readyz healthz health metrics assets static public login logout
  signup signin register pricing about legal terms privacy imprint contact admin status robots.txt favicon.ico
  favicon sitemap.xml sitemap .well-known well-known manifest.json security.txt humans.txt ads.txt
  problems problem v1 v2 v3 rpc graphql ws events event collect tracker track pixel web sdk cdn embed
  dashboard settings account accounts user users workspace workspaces keys links link stats ledger domains
  auth oauth oidc sso callback invite password reset verify billing help support blog home index index.html
  qr preview report abuse internal system root null undefined grpc.health.v1.health`.split(/\s+/),
);

/** Whether `code` may not be taken, whoever asks: a path of the product, or a single character. */
export function isReserved(code: string): boolean {
  return code.length < 2 || reservedWords.has(code.toLowerCase());
}
