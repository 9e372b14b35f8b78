import type { DescService } from "@bufbuild/protobuf";

/**
 * One service of the contracts together with the logic that answers it: what {@link createRpcServer} mounts.
 * `methods` is a total map of the generated type (`IdentityRpc<Context>`); it may hold methods of other services too.
 */
export interface RpcBinding {
  /** The folder below `services/`, such as `identity`: the audience of tokens for it. */
  readonly name: string;
  /** From `@waypost/gen/proto/…`. */
  readonly service: DescService;
  readonly methods: object;
  /** The first argument of each logic function. */
  readonly context: unknown;
  /** Which services may call a method, by its camelCase name; a method that is not named may be called by all. */
  readonly callers?: Readonly<Record<string, readonly string[]>>;
}
