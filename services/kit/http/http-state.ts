import type { Logger } from "pino";
import type { RestCall } from "./rest-call.ts";

/** What the parts of one HTTP app share; set by `createHttpApp`. */
export interface HttpState {
  readonly log: Logger;
  /** Titles of problems by slug; filled by the tables that are mounted. */
  readonly titles: Map<string, string>;
}

declare module "fastify" {
  interface FastifyInstance {
    readonly httpState: HttpState;
  }
  interface FastifyRequest {
    /** Bytes of the JSON body as they were sent; 0 without a body. */
    bodyBytes: number;
    /** Of a request to an operation, from its first hook on. */
    restCall: RestCall | null;
  }
  interface FastifyContextConfig {
    /** The operation of the contract that the route serves, in logs and metrics. */
    operationId?: string;
  }
}
