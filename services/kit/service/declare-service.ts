import type { KitPart } from "../db/kit-parts.ts";
import type { Role } from "../host/role.ts";
import type { WrittenTopic } from "../kafka/topics/declarations.ts";
import type { SettingsSchema } from "../settings/setting.ts";

/** Processes of one kind in the whole stack; `replicas` of them are named `<service>-<suffix>-<number>`. */
export interface ProcessDeclaration {
  /** Default none; processes without are numbered on through all kinds, those with only where there are several. */
  readonly suffix?: string;
  readonly roles: readonly Role[];
  /** Default 1. */
  readonly replicas?: number;
  /** What the process keeps on a disk of its own. Default: nothing that is needed after it ended. */
  readonly volume?: {
    /** What is on it, for people. */
    readonly holds: string;
    /** Default: the name of the process. */
    readonly name?: string;
  };
}

/**
 * What a service says of itself before any of its code runs, in its `declaration.ts`. Everything outside of its folder
 * that has to know of it is generated from this by `npm run gen`, so that this file may import neither gen nor what
 * imports it.
 */
export interface ServiceDeclaration<Schema extends SettingsSchema = SettingsSchema> {
  /** Also the name of its folder, its contract, its database schema and role. */
  readonly name: string;
  /** What it is responsible for, as a table of services says it: `links, and the redirect`. */
  readonly about: string;
  /** `config.ts`: the settings it reads, all of them `WAYPOST_…`; equal keys of several services must agree. */
  readonly settings: Schema;
  /** The services it calls; apart from them each needs its URL in `WAYPOST_<PEER>_URL`. */
  readonly peers?: readonly string[];
  /**
   * Set by the one service that knows the API keys: the full name of its RPC service with the methods `VerifyKey` and
   * `WatchKeyChanges`, which every process that answers HTTP asks.
   */
  readonly authenticates?: string;
  readonly writes?: readonly WrittenTopic[];
  /** Names of the topics it reads, its own or those of others. */
  readonly reads?: readonly string[];
  /**
   * What it takes of kit: the tables in its own schema, their stores, the jobs that tidy them up, metrics. Default:
   * nothing.
   */
  readonly uses?: readonly KitPart[];
  /** In the whole stack. The first that answers others or does the jobs is ready before those that need the service. */
  readonly processes: readonly ProcessDeclaration[];
}

/** Keeps the declaration as it stands, with the names in it as types. */
export function declareService<const Declaration extends ServiceDeclaration>(
  declaration: Declaration,
): Declaration {
  return declaration;
}
