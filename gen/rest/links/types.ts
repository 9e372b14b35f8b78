// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export interface paths {
    readonly "/api/v1/links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List links
         * @description Filters are combined with and. A cursor is valid only with the filters and the sort it was made for.
         */
        readonly get: operations["listLinks"];
        readonly put?: never;
        /** Make a link */
        readonly post: operations["createLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/links/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a link
         * @description Deleted links can be read too, until they are purged.
         */
        readonly get: operations["getLink"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a link
         * @description Visitors get 410 from now on. The code stays taken and the link can be restored.
         */
        readonly delete: operations["deleteLink"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a link
         * @description Absent fields stay as they are; null clears. In force at once here, within a second in every process.
         */
        readonly patch: operations["updateLink"];
        readonly trace?: never;
    };
    readonly "/api/v1/links/{id}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Restore a deleted link
         * @description A link that is not deleted is answered as it is.
         */
        readonly post: operations["restoreLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/links/{id}/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        /** Read the clicks of a link */
        readonly get: operations["getLinkStats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The code of the link. */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        /**
         * Follow a link
         * @description Sends the visitor to the destination; the click is on disk before this answer leaves. Error pages are HTML or a problem document, by `Accept`.
         */
        readonly get: operations["followLink"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /**
         * Look where a link goes
         * @description As following it, without a body; marked as automated and never used up against a click limit.
         */
        readonly head: operations["probeLink"];
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Letters, digits, hyphen and underscore; upper and lower case differ. */
        readonly Alias: string;
        /** @description An absolute http or https URL of at most 8 KiB. International host names are stored as punycode and shown as typed. */
        readonly DestinationUrl: string;
        /** @description Without control characters. */
        readonly Title: string;
        /** @description Without control characters. */
        readonly Tags: readonly string[];
        readonly LinkCreate: {
            readonly url: components["schemas"]["DestinationUrl"];
            readonly alias?: components["schemas"]["Alias"];
            readonly title?: components["schemas"]["Title"];
            readonly tags?: components["schemas"]["Tags"];
            /**
             * Format: date-time
             * @description Visitors get 410 from then on.
             */
            readonly expiresAt?: string;
            /** @description Human and bot GET requests that are redirected; never exceeded. */
            readonly maxClicks?: number;
        };
        readonly LinkUpdate: {
            readonly url?: components["schemas"]["DestinationUrl"];
            readonly title?: string | null;
            readonly tags?: components["schemas"]["Tags"];
            /** Format: date-time */
            readonly expiresAt?: string | null;
            readonly maxClicks?: number | null;
        };
        readonly Link: {
            /**
             * Format: uuid
             * @example 0198d2f4-6c1a-7b3e-9f10-2a4c6e8b0d1f
             */
            readonly id: string;
            /** @example spring-sale */
            readonly code: string;
            /**
             * Format: uri
             * @example http://127.0.0.1:8080/spring-sale
             */
            readonly shortUrl: string;
            /**
             * @description The destination as it was typed.
             * @example https://example.com/spring?utm_source=mail
             */
            readonly url: string;
            /** @example Spring sale */
            readonly title: string | null;
            /**
             * @example [
             *       "spring",
             *       "mail"
             *     ]
             */
            readonly tags: readonly string[];
            /**
             * Format: date-time
             * @example 2030-06-01T00:00:00Z
             */
            readonly expiresAt: string | null;
            /** @example 1000 */
            readonly maxClicks: number | null;
            /**
             * Format: date-time
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly updatedAt: string;
            /**
             * Format: date-time
             * @example null
             */
            readonly deletedAt: string | null;
            readonly clicks: components["schemas"]["ClickCounts"];
        };
        /** @description A problem document after RFC 9457, sent as `application/problem+json`. */
        readonly Problem: {
            /**
             * @description A URI reference whose last part is the stable slug of the problem.
             * @example /problems/alias-taken
             */
            readonly type: string;
            /** @description The same for every problem of this type. */
            readonly title: string;
            readonly status: number;
            /** @description What happened this time. */
            readonly detail?: string;
            /** @description The path that was called. */
            readonly instance?: string;
            /** @description Name it when you report the problem. */
            readonly requestId: string;
            /** @description The fields that broke a rule. */
            readonly errors?: readonly {
                /** @example /body/url */
                readonly pointer: string;
                readonly detail: string;
            }[];
        };
        /** @description Clicks since the link was made. Total = human + bot; bots are marked, never erased. */
        readonly ClickCounts: {
            /**
             * @description With `unavailable`, analytics could not be asked and every other field is null.
             * @enum {string}
             */
            readonly status: "ok" | "unavailable";
            /** @example 42 */
            readonly total: number | null;
            /** @example 40 */
            readonly human: number | null;
            /** @example 2 */
            readonly bot: number | null;
            /**
             * @description Sum of daily unique human visitors.
             * @example 31
             */
            readonly unique: number | null;
            /**
             * Format: date-time
             * @description Every click before this time is counted.
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly asOf: string | null;
        };
        /** @description The clicks of a period. Total = human + bot. */
        readonly Stats: {
            /** @example 42 */
            readonly total: number;
            /** @example 40 */
            readonly human: number;
            /** @example 2 */
            readonly bot: number;
            /**
             * @description Sum of daily unique human visitors: those whose first click of their UTC day lies in the period.
             * @example 31
             */
            readonly unique: number;
            /**
             * Format: date-time
             * @description Every click before this time is counted.
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly asOf: string;
            /**
             * Format: date-time
             * @example 2026-01-01T00:00:00.000Z
             */
            readonly from: string;
            /**
             * Format: date-time
             * @example 2026-01-02T00:00:00.000Z
             */
            readonly to: string;
            /** @example UTC */
            readonly timeZone: string;
            /**
             * @example day
             * @enum {string|null}
             */
            readonly interval: "hour" | "day" | "week" | "month" | null;
            /** @enum {string|null} */
            readonly groupBy: "country" | "device" | "browser" | "os" | "source" | "referrer" | null;
            /** @description One point per interval, empty ones included; empty without `interval`. */
            readonly series: readonly {
                /**
                 * Format: date-time
                 * @example 2026-01-01T00:00:00.000Z
                 */
                readonly start: string;
                /** @example 42 */
                readonly total: number;
                /** @example 40 */
                readonly human: number;
                /** @example 2 */
                readonly bot: number;
                /**
                 * @description Human visitors whose first click of their UTC day lies in the point.
                 * @example 31
                 */
                readonly unique: number;
            }[];
            /** @description Largest first; empty without `groupBy`. */
            readonly groups: readonly {
                /** @example DE */
                readonly key: string;
                /** @example 42 */
                readonly total: number;
                /** @example 40 */
                readonly human: number;
                /** @example 2 */
                readonly bot: number;
            }[];
            /** @description The groups beyond `groupLimit`, summed. */
            readonly other: {
                readonly total: number;
                readonly human: number;
                readonly bot: number;
            };
        };
    };
    responses: {
        /** @description Any other problem. */
        readonly Default: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request breaks the contract; each bad field is named. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is missing, malformed, unknown, expired or revoked; the answer is the same for all. */
        readonly Unauthenticated: {
            headers: {
                readonly "WWW-Authenticate": string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks a scope that the operation needs. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request conflicts with what is there. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than the server takes. */
        readonly PayloadTooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON, or comes in an encoding that the server doesn't take. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is well-formed but breaks a rule; each bad field is named. */
        readonly RuleViolation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing in this workspace. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource has changed since the version named in If-Match. */
        readonly PreconditionFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something this needs is away for the moment. */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The link was there and is no longer available. */
        readonly Gone: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        readonly LinkId: string;
        /** @description The `nextCursor` of the page before. */
        readonly Cursor: string;
        /** @description Items per page. */
        readonly Limit: number;
        /** @description A repeated request with the same key within 24 hours gets the stored answer and changes nothing. */
        readonly IdempotencyKey: string;
        /** @description The ETag of the version that the change is meant for; without it the change applies to whatever is there. */
        readonly IfMatch: string;
        /** @description Beginning of the period, rounded down to a quarter of an hour; 30 days before `to` when absent. */
        readonly StatsFrom: string;
        /** @description End of the period, exclusive, rounded up to a quarter of an hour; now when absent. */
        readonly StatsTo: string;
        /** @description Asks for a series of points of this length. */
        readonly StatsInterval: "hour" | "day" | "week" | "month";
        /** @description Asks for the largest groups by this property. */
        readonly StatsGroupBy: "country" | "device" | "browser" | "os" | "source" | "referrer";
        readonly StatsGroupLimit: number;
        /** @description IANA name; days, weeks and months of the series begin at midnight there. */
        readonly StatsTimeZone: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listLinks: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the page before. */
                readonly cursor?: components["parameters"]["Cursor"];
                /** @description Items per page. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description A leading minus sorts from the largest or newest down. */
                readonly sort?: "createdAt" | "-createdAt" | "code" | "-code";
                /** @description Live links are neither deleted nor past their expiry. */
                readonly state?: "live" | "expired" | "deleted";
                /** @description Only links that carry this tag. */
                readonly tag?: string;
                /** @description Words that begin a word of the code, title, tags or destination; all must be there. */
                readonly search?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of links. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Link"][];
                        /** @description Null on the last page. */
                        readonly nextCursor: string | null;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly createLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A repeated request with the same key within 24 hours gets the stored answer and changes nothing. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LinkCreate"];
            };
        };
        readonly responses: {
            /** @description The link was made. */
            readonly 201: {
                headers: {
                    readonly Location: string;
                    readonly ETag: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Link"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["RuleViolation"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly getLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The link, with its click counts. */
            readonly 200: {
                headers: {
                    readonly ETag: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Link"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly deleteLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag of the version that the change is meant for; without it the change applies to whatever is there. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The link is deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly updateLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag of the version that the change is meant for; without it the change applies to whatever is there. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LinkUpdate"];
            };
        };
        readonly responses: {
            /** @description The link as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Link"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["RuleViolation"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly restoreLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The link, live again unless it has expired. */
            readonly 200: {
                headers: {
                    readonly ETag: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Link"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly getLinkStats: {
        readonly parameters: {
            readonly query?: {
                /** @description Beginning of the period, rounded down to a quarter of an hour; 30 days before `to` when absent. */
                readonly from?: components["parameters"]["StatsFrom"];
                /** @description End of the period, exclusive, rounded up to a quarter of an hour; now when absent. */
                readonly to?: components["parameters"]["StatsTo"];
                /** @description Asks for a series of points of this length. */
                readonly interval?: components["parameters"]["StatsInterval"];
                /** @description Asks for the largest groups by this property. */
                readonly groupBy?: components["parameters"]["StatsGroupBy"];
                readonly groupLimit?: components["parameters"]["StatsGroupLimit"];
                /** @description IANA name; days, weeks and months of the series begin at midnight there. */
                readonly timeZone?: components["parameters"]["StatsTimeZone"];
            };
            readonly header?: never;
            readonly path: {
                readonly id: components["parameters"]["LinkId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The clicks of the period. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Stats"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["RuleViolation"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly followLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The code of the link. */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To the destination. */
            readonly 302: {
                headers: {
                    readonly Location: string;
                    readonly "Cache-Control": "private, no-store";
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["NotFound"];
            readonly 410: components["responses"]["Gone"];
            readonly 503: components["responses"]["Unavailable"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly probeLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The code of the link. */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To the destination. */
            readonly 302: {
                headers: {
                    readonly Location: string;
                    readonly "Cache-Control": "private, no-store";
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such link. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The link is no longer available. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something this needs is away for the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any other problem. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
