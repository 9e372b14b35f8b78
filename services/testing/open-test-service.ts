import type { Call } from "@waypost/kit/call.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import type { ServiceDefinition } from "@waypost/kit/service/define-service.ts";
import { mountServices } from "@waypost/kit/service/mount-services.ts";
import type { SettingsSchema } from "@waypost/kit/settings/setting.ts";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { fixtureCall } from "./fixture-call.ts";
import { createTestDatabase } from "./test-database.ts";
import { makeTestHost, type TestHostOptions } from "./test-host.ts";

/** One service alone, on a database of its own. */
export interface TestService<Context> {
  /** For logic that is called without a transport. */
  readonly context: Context;
  /** Every test service has one workspace to itself. */
  readonly workspaceId: string;
  /** Asks over REST with a key of these scopes, which default to all that the service's operations ask for; null: none. */
  ask(request: InjectOptions, scopes?: readonly string[] | null): Promise<LightMyRequestResponse>;
  /** A call with a key of every scope. */
  call(facts?: Partial<Call>): Call;
  /** Ends the service and drops the database. */
  close(): Promise<void>;
}

/**
 * Runs `definition` on a real PostgreSQL, with the host that a process would lend it; whoever opens it closes it.
 *
 * @public Imported by what the generator scaffolds.
 */
export async function openTestService<Schema extends SettingsSchema, Context>(
  definition: ServiceDefinition<Schema, Context>,
  options: Partial<Omit<TestHostOptions, "ownerUrl">> = {},
): Promise<TestService<Context>> {
  const database = await createTestDatabase(definition.name);
  const log = options.log ?? pino({ level: "silent" });
  const { host, scope, readiness, close } = makeTestHost(definition, {
    ...options,
    log,
    ownerUrl: database.ownerUrl,
  });
  const context = await definition.open(host, scope);
  const workspaceId = "01900000-0000-7000-8000-000000000001";
  const every = [
    ...new Set((definition.rest?.table.operations ?? []).flatMap((operation) => operation.scopes ?? [])),
  ];
  const app = createHttpApp({ log });
  await mountServices(app, {
    services: [{ definition, host, context, rpc: undefined }],
    // A key of a test names its own scopes, in base64url after the prefix.
    verifyKey: (token) => ({ keyId: "key", workspaceId, scopes: readScopes(token), expiresAt: null }),
    readiness,
  });
  return {
    context,
    workspaceId,
    ask(request, scopes = every) {
      const authorization = scopes === null ? {} : { authorization: `Bearer ${tokenOf(scopes)}` };
      return app.inject({ ...request, headers: { ...request.headers, ...authorization } });
    },
    call: (facts) =>
      fixtureCall({ actor: { kind: "key", keyId: "key", scopes: every }, workspaceId, ...facts }),
    async close() {
      await app.close();
      await close();
      await database.close();
    },
  };
}

function tokenOf(scopes: readonly string[]): string {
  return `wp_${Buffer.from(JSON.stringify(scopes)).toString("base64url")}`;
}

function readScopes(token: string): readonly string[] {
  return JSON.parse(Buffer.from(token.slice("wp_".length), "base64url").toString());
}
