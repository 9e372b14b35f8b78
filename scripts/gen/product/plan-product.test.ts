import { declareService, type ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { text } from "@waypost/kit/settings/setting.ts";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { orderServices } from "./order-services.ts";
import { type ProductFacts, planProduct } from "./plan-product.ts";
import { readTopics } from "./read-topics.ts";

const keys = declare("keys", { authenticates: "waypost.keys.v1.KeysService" });

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

const facts: ProductFacts = {
  modules: new Map([["waypost.keys.v1.KeysService", "proto/waypost/keys/v1/keys_pb.ts"]]),
  front: "a",
  readme:
    "# Map\n| `services/kit` | kit |\n| `services/gone` | gone |\n| `services/keys` | old |\n| `db/` | db |\n",
  stackEnv: "# Settings\nWAYPOST_LOG_LEVEL=info\nWAYPOST_COLOUR=red\n",
};

test("what the product knows of itself, and how it is run, come from declarations", async () => {
  const writes = [{ name: "things", carries: "things" }];
  const settings = { colour: text("WAYPOST_COLOUR", { doc: "Of things.", default: "blue" }) };
  const { files } = await planProduct([keys, declare("a", { writes, settings })], facts);
  expect(files.get("gen/product.ts")).toContain(
    'services: ["keys","a"],\n  keys: { service: "keys", rpc: KeysService },\n  front: "a",',
  );
  expect(files.get("services/all/services.ts")).toContain("readonly AnyService[] = [keys, a];");
  expect(files.get("deploy/kafka-acls.sh")).toContain(
    "User:waypost-a --operation Write --topic waypost.things\n",
  );
  expect(files.get("docs/settings.md")).toContain("| `WAYPOST_COLOUR` | `blue` | text | Of things. |");
  expect(files.get("README.md")).toBe(
    "# Map\n| `services/kit` | kit |\n| `services/keys` | keys |\n| `services/a` | a |\n| `db/` | db |\n",
  );
});

test("the compose file has each process with the settings that it reads", async () => {
  const settings = { colour: text("WAYPOST_COLOUR", { doc: "Of things.", default: "blue" }) };
  const { files } = await planProduct([keys, declare("a", { settings })], facts);
  const { services, "x-settings": all } = parse(files.get("deploy/compose.stack.yaml") ?? "", {
    merge: true,
  });
  expect(all).toHaveProperty("WAYPOST_LOG_LEVEL");
  expect(all).not.toHaveProperty("WAYPOST_COLOUR");
  expect(services["a-1"]).toMatchObject({
    command: ["services/a/main.ts"],
    environment: { WAYPOST_COLOUR: expect.any(String), WAYPOST_ROLES: "http" },
  });
  expect(services["keys-1"].environment).not.toHaveProperty("WAYPOST_COLOUR");
  expect(services.gateway.depends_on).toEqual({ "a-1": { condition: "service_healthy" } });
});

test("what has no place is named: an RPC service that proto/ does not have, a README without rows", async () => {
  await expect(planProduct([keys], { ...facts, modules: new Map() })).rejects.toThrow(
    "services/keys/declaration.ts: proto/ has no RPC service waypost.keys.v1.KeysService.",
  );
  await expect(planProduct([keys], { ...facts, readme: "" })).rejects.toThrow(
    "README.md: its map has no row",
  );
});
