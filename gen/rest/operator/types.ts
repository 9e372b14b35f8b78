// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export interface paths {
    readonly "/api/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the scheduled jobs of all services
         * @description A job is listed once a process that runs it has started. One process at a time runs a job.
         */
        readonly get: operations["listJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/jobs/{service}/{job}/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example analytics */
                readonly service: components["schemas"]["JobName"];
                /** @example reconcile */
                readonly job: components["schemas"]["JobName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the history of a job, newest first
         * @description Runs of jobs that come every few seconds are kept for an hour, those of others for 30 days.
         */
        readonly get: operations["listJobRuns"];
        readonly put?: never;
        /**
         * Run a job now, or for a period of the past
         * @description The job runs as soon as a process is free for it, at once or after the run at work. With `from` and `to`, it fills in that period, if it takes periods.
         */
        readonly post: operations["runJob"];
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
        readonly JobName: string;
        readonly Job: {
            readonly service: components["schemas"]["JobName"];
            readonly name: components["schemas"]["JobName"];
            /**
             * @description When it runs, in UTC; null for a job that comes some time after its last run.
             * @example 20 3 * * *
             */
            readonly cron: string | null;
            /**
             * Format: date-time
             * @description When the run that waits is due; null when only `cron` says.
             */
            readonly nextRunAt: string | null;
            /** @description Whether it can be asked to fill in a period. */
            readonly takesPeriods: boolean;
            /** @description The run at work, or else the last that ended. */
            readonly lastRun: components["schemas"]["JobRun"] | null;
        };
        readonly JobRun: {
            /** Format: uuid */
            readonly id: string;
            /**
             * @description `stopped`: its process was told to end.
             * @enum {string}
             */
            readonly state: "waiting" | "running" | "done" | "failed" | "stopped";
            /** @enum {string} */
            readonly trigger: "schedule" | "request";
            /** Format: date-time */
            readonly from: string | null;
            /** Format: date-time */
            readonly to: string | null;
            /** Format: date-time */
            readonly dueAt: string;
            /** Format: date-time */
            readonly startedAt: string | null;
            /** Format: date-time */
            readonly endedAt: string | null;
            /** @description What it did, in the job's own terms. */
            readonly detail: {
                readonly [key: string]: unknown;
            } | null;
            /** @description Why it failed. */
            readonly error: string | null;
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
        /** @description There is no such thing in this workspace. */
        readonly NotFound: {
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
    };
    parameters: {
        /** @description Items per page. */
        readonly Limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The jobs, by service and name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Job"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listJobRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description Items per page. */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: never;
            readonly path: {
                /** @example analytics */
                readonly service: components["schemas"]["JobName"];
                /** @example reconcile */
                readonly job: components["schemas"]["JobName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest runs, those that wait or are at work included. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["JobRun"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly runJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example analytics */
                readonly service: components["schemas"]["JobName"];
                /** @example reconcile */
                readonly job: components["schemas"]["JobName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * Format: date-time
                     * @description Needs `to`.
                     */
                    readonly from?: string;
                    /**
                     * Format: date-time
                     * @description Needs `from`, and lies after it.
                     */
                    readonly to?: string;
                };
            };
        };
        readonly responses: {
            /** @description The run, which waits or has begun. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobRun"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["RuleViolation"];
            readonly default: components["responses"]["Default"];
        };
    };
}
