import { declareService, type ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { expect, test } from "vitest";
import { orderServices } from "./order-services.ts";
import { planProduct } from "./plan-product.ts";
import { readTopics } from "./read-topics.ts";

const keys = declare("keys", { authenticates: "waypost.keys.v1.KeysService" });
const modules = new Map([["waypost.keys.v1.KeysService", "proto/waypost/keys/v1/keys_pb.ts"]]);

function declare(name: string, more: Partial<ServiceDeclaration> = {}): ServiceDeclaration {
  return declareService({ name, about: name, settings: {}, processes: [{ roles: ["http"] }], ...more });
}

const names = (declared: readonly ServiceDeclaration[]) => orderServices(declared).map(({ name }) => name);

test("services stand after those that they call, who knows the keys first", () => {
  const a = declare("a", { peers: ["c"] });
  expect(names([a, declare("b"), declare("c"), keys])).toEqual(["keys", "b", "c", "a"]);
  expect(names([])).toEqual([]);
});

test("peers that are not there or call in a circle are refused, and so are two who know the keys", () => {
  const a = declare("a", { peers: ["b"] });
  expect(() => names([keys, a])).toThrow("services/a/declaration.ts: there is no service b");
  expect(() => names([keys, a, declare("b", { peers: ["a"] })])).toThrow("a, b call each other in a circle");
  expect(() => names([a, declare("b")])).toThrow("One service declares `authenticates`");
  expect(() => names([keys, { ...keys, name: "other" }])).toThrow("One service declares `authenticates`");
});

test("a topic has one writer and those readers who say so", () => {
  const a = declare("a", { writes: [{ name: "things", carries: "things" }], reads: ["things"] });
  expect(readTopics([a, declare("b", { reads: ["things"] })])).toEqual([
    { name: "things", carries: "things", writers: ["a"], readers: ["a", "b"] },
  ]);
  expect(() => readTopics([a, { ...a, name: "b" }])).toThrow("a writes the topic things already");
  expect(() => readTopics([declare("b", { reads: ["things"] })])).toThrow("nobody writes the topic things");
});

test("the product, the list of services and the permissions at Kafka come from declarations", () => {
  const writes = [{ name: "things", carries: "things" }];
  const { files } = planProduct([keys, declare("a", { writes })], modules);
  expect(files.get("gen/product.ts")).toContain(
    'services: ["keys","a"],\n  keys: { service: "keys", rpc: KeysService }',
  );
  expect(files.get("services/all/services.ts")).toContain("readonly AnyService[] = [keys, a];");
  expect(files.get("deploy/kafka-acls.sh")).toContain(
    "User:waypost-a --operation Write --topic waypost.things\n",
  );
});

test("an RPC service that proto/ does not have is named", () => {
  expect(() => planProduct([keys], new Map())).toThrow(
    "services/keys/declaration.ts: proto/ has no RPC service waypost.keys.v1.KeysService.",
  );
});
