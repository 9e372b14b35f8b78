// Generated from services/*/declaration.ts by `npm run gen`. Do not edit: change the declaration and generate again.

import type { Product } from "@waypost/kit/service/product.ts";
import { IdentityService } from "./proto/waypost/identity/v1/identity_pb.ts";

/** What the declarations of all services say of the product. */
export const product: Product = {
  services: ["identity","analytics","links","operator"],
  keys: { service: "identity", rpc: IdentityService },
  front: "links",
  topics: [
    {"name":"identity","carries":"changes of workspaces and keys","writers":["identity"],"readers":[]},
    {"name":"counts","carries":"how often links were clicked","writers":["analytics"],"readers":["links"]},
    {"name":"clicks","carries":"clicks of visitors","partitions":"kafkaClickPartitions","writers":["links"],"readers":["analytics"]},
    {"name":"links","carries":"changes of links","writers":["links"],"readers":["links"]},
  ],
};
