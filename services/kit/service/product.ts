import type { DescService } from "@bufbuild/protobuf";
import type { ProductTopic } from "../kafka/topics/declarations.ts";

/**
 * What a process knows of the whole product, also of services that it does not run. Generated from the declarations of
 * all services, `@waypost/gen/product.ts`, and handed to whoever starts a process.
 */
export interface Product {
  /** The names of all services, in an order in which each can call those before it. */
  readonly services: readonly string[];
  /** Who knows the API keys. */
  readonly keys: {
    /** The name of the service. */
    readonly service: string;
    /** Its RPC service, with the methods of {@link KeyAuthority}. */
    readonly rpc: DescService;
  };
  /** The service that visitors come to; null when there is none. */
  readonly front: string | null;
  readonly topics: readonly ProductTopic[];
}
