// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export interface paths {
    readonly "/api/v1/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the clicks of the workspace */
        readonly get: operations["getWorkspaceStats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/ledger": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the ledger of clicks
         * @description accepted = stored + duplicate + deadLettered + inFlight + lost, each term measured on its own, over all workspaces. `balanced` is false while the sum doesn't hold or a lane's head is unknown.
         */
        readonly get: operations["getLedger"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Count: number;
        /** @description Requests that were refused instead of redirected, by reason. */
        readonly Rejected: {
            readonly [key: string]: number;
        };
        readonly Ledger: {
            /** @description Clicks written to disk before their redirect left. */
            readonly accepted: components["schemas"]["Count"];
            /** @description Rows of clicks. */
            readonly stored: components["schemas"]["Count"];
            /** @description Retried requests whose click is already stored. */
            readonly duplicate: components["schemas"]["Count"];
            readonly deadLettered: components["schemas"]["Count"];
            /** @description On disk, not yet stored. */
            readonly inFlight: components["schemas"]["Count"];
            /** @description Known to have been written and no longer to be had; stays 0. */
            readonly lost: components["schemas"]["Count"];
            /** @description Seen again and ignored; outside the sum. */
            readonly redelivered: components["schemas"]["Count"];
            /** @description Redirected without a record because the disk was full. */
            readonly unrecorded: components["schemas"]["Count"];
            readonly rejected: components["schemas"]["Rejected"];
            readonly balanced: boolean;
            /** Format: date-time */
            readonly asOf: string;
            /** @description Lanes that are not both closed and wholly stored, newest first. */
            readonly lanes: readonly components["schemas"]["Lane"][];
        };
        /** @description One start of one process that writes clicks. */
        readonly Lane: {
            /** Format: uuid */
            readonly lane: string;
            /**
             * @description `unknown`: silent for 30 seconds and not closed.
             * @enum {string}
             */
            readonly state: "open" | "closed" | "adopted" | "unknown";
            readonly head: components["schemas"]["Count"];
            readonly seen: components["schemas"]["Count"];
            readonly stored: components["schemas"]["Count"];
            readonly duplicate: components["schemas"]["Count"];
            readonly deadLettered: components["schemas"]["Count"];
            readonly inFlight: components["schemas"]["Count"];
            readonly lost: components["schemas"]["Count"];
            readonly redelivered: components["schemas"]["Count"];
            readonly unrecorded: components["schemas"]["Count"];
            readonly rejected: components["schemas"]["Rejected"];
            /** Format: date-time */
            readonly reportedAt: string | null;
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
        /** @description The request is well-formed but breaks a rule; each bad field is named. */
        readonly RuleViolation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
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
    readonly getWorkspaceStats: {
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
            readonly path?: never;
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
            readonly 422: components["responses"]["RuleViolation"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly getLedger: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The ledger. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ledger"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly default: components["responses"]["Default"];
        };
    };
}
