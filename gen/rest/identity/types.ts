// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export interface paths {
    readonly "/api/v1/workspaces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a workspace and its first key */
        readonly post: operations["createWorkspace"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workspaces/current": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the workspace of the key */
        readonly get: operations["getWorkspace"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List API keys, newest first */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Make an API key
         * @description The key is shown in this answer and never again; only its hash is stored.
         */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** Read an API key */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description In force at once here, within a second in every process. A revoked key is answered the same way.
         */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Name: string;
        /**
         * @description What a key may do. No scope includes another.
         *
         *     - `keys:read`: See the API keys of the workspace and its name.
         *     - `keys:write`: Make and revoke API keys, with no scope that the maker lacks.
         *     - `links:read`: See links.
         *     - `links:write`: Make, change, delete and restore links.
         *     - `operator`: See the ledger and jobs, and make workspaces.
         *     - `stats:read`: See statistics.
         * @enum {string}
         */
        readonly Scope: "keys:read" | "keys:write" | "links:read" | "links:write" | "operator" | "stats:read";
        readonly Scopes: readonly components["schemas"]["Scope"][];
        readonly Workspace: {
            /**
             * Format: uuid
             * @example 0198d2f4-5a10-7a2b-b3c4-1d2e3f405162
             */
            readonly id: string;
            /** @example Marketing */
            readonly name: string;
            /**
             * Format: date-time
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly createdAt: string;
        };
        readonly Key: {
            /**
             * Format: uuid
             * @example 0198d2f4-7e20-7c41-8d32-5b6f7a8c9e10
             */
            readonly id: string;
            /** @example Newsletter */
            readonly name: string;
            /**
             * @description The first characters of the key, to tell keys apart.
             * @example wp_3kXz
             */
            readonly hint: string;
            readonly scopes: components["schemas"]["Scopes"];
            /** @enum {string} */
            readonly state: "active" | "expired" | "revoked";
            /**
             * Format: date-time
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @example null
             */
            readonly expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example 2026-01-02T08:15:00.000Z
             */
            readonly lastUsedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            readonly revokedAt: string | null;
        };
        readonly NewKey: {
            /**
             * Format: uuid
             * @example 0198d2f4-7e20-7c41-8d32-5b6f7a8c9e10
             */
            readonly id: string;
            /** @example Newsletter */
            readonly name: string;
            /**
             * @description The secret. Store it now.
             * @example wp_3kXzThisKeyWasMadeUpForExampLes2
             */
            readonly key: string;
            readonly scopes: components["schemas"]["Scopes"];
            /**
             * Format: date-time
             * @example 2026-01-01T12:00:00.000Z
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @example null
             */
            readonly expiresAt: string | null;
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
        /** @description There is no such thing in this workspace. */
        readonly NotFound: {
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
        /** @description The request conflicts with what is there. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The `nextCursor` of the page before. */
        readonly Cursor: string;
        /** @description Items per page. */
        readonly Limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly createWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: components["schemas"]["Name"];
                };
            };
        };
        readonly responses: {
            /** @description The workspace, with the only showing of its first key. */
            readonly 201: {
                headers: {
                    readonly Location: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly workspace: components["schemas"]["Workspace"];
                        readonly key: components["schemas"]["NewKey"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly getWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workspace. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Workspace"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the page before. */
                readonly cursor?: components["parameters"]["Cursor"];
                /** @description Items per page. */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of keys, revoked and expired ones included. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Key"][];
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
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: components["schemas"]["Name"];
                    readonly scopes: components["schemas"]["Scopes"];
                    /**
                     * Format: date-time
                     * @description Needed, and not later than its own, when the key that asks expires.
                     */
                    readonly expiresAt?: string;
                };
            };
        };
        readonly responses: {
            /** @description The key, with the only showing of its secret. */
            readonly 201: {
                headers: {
                    readonly Location: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewKey"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["RuleViolation"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key, without its secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly default: components["responses"]["Default"];
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key is revoked. */
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
            readonly 409: components["responses"]["Conflict"];
            readonly default: components["responses"]["Default"];
        };
    };
}
