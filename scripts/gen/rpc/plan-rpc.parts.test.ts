import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { planRpc } from "./plan-rpc.ts";

const source = join(import.meta.dirname, "../../..");
const identity = "proto/waypost/identity/v1/identity.proto";
const roots: string[] = [];

afterEach(async () => {
  await Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true, force: true })));
});

/** A folder with the RPC contracts of this repository, one text of `path` replaced. */
async function contracts(path: string, from: string, to: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "waypost-proto-"));
  roots.push(root);
  for (const part of ["proto", "buf.yaml", "buf.gen.yaml"])
    await cp(join(source, part), join(root, part), { recursive: true });
  const text = await readFile(join(root, path), "utf8");
  expect(text).toContain(from);
  await writeFile(join(root, path), text.replace(from, to));
  return root;
}

test("plans the same each time, only below its folders, each file marked as generated", async () => {
  const [first, second] = await Promise.all([planRpc(source), planRpc(source)]);
  expect([...second.files]).toEqual([...first.files]);
  expect([...first.files.keys()]).toContain("gen/proto/waypost/identity/v1/identity_pb.ts");
  for (const [path, text] of first.files) {
    expect(path).toMatch(/^gen\/(proto|rpc)\//);
    expect(text).toMatch(/^\/\/ Generated from proto\/ by `npm run gen`. Do not edit/);
  }
});

test("wants logic for a method that is added, typed and in the total map", async () => {
  const root = await contracts(
    identity,
    "service IdentityService {",
    "service IdentityService {\n  // Greets.\n  rpc SayHello(WatchKeyChangesRequest) returns (VerifyKeyResponse);\n",
  );
  const { files, logic } = await planRpc(root);
  expect(logic.find(({ name }) => name === "sayHello")).toEqual({
    service: "identity",
    name: "sayHello",
    typeName: "SayHello",
    importFrom: "@waypost/gen/rpc/identity/operations.ts",
    declaredAt: expect.stringMatching(/^proto\/waypost\/identity\/v1\/identity\.proto:\d+$/),
    summary: "Greets.",
    streams: false,
    test: { request: "WatchKeyChangesRequest", module: "proto/waypost/identity/v1/identity_pb.ts" },
  });
  const operations = files.get("gen/rpc/identity/operations.ts");
  expect(operations).toContain(" * Greets.\n */\nexport type SayHello<C> = (");
  expect(operations).toContain("  readonly sayHello: SayHello<C>;");
});

test("names file and line of a contract that does not compile", async () => {
  const root = await contracts(identity, "string key_id = 1", "strin key_id = 1");
  await expect(planRpc(root)).rejects.toThrow(/identity\.proto:\d+:\d+.*strin/);
});

test("refuses two methods that would share a logic file", async () => {
  const root = await contracts(
    "proto/waypost/analytics/v1/lanes.proto",
    "service LaneService {",
    "service LaneService {\n  rpc GetStats(GetDayKeysRequest) returns (GetDayKeysResponse);\n",
  );
  await expect(planRpc(root)).rejects.toThrow(
    /GetStats is already a method at proto\/waypost\/analytics\/v1\/\w+\.proto:\d+/,
  );
});

test("refuses a method that streams from the client", async () => {
  const root = await contracts(
    identity,
    "rpc VerifyKey(VerifyKeyRequest)",
    "rpc VerifyKey(stream VerifyKeyRequest)",
  );
  await expect(planRpc(root)).rejects.toThrow("streams from the client");
});

test("refuses rules that are not those of the installed validator", async () => {
  const root = await contracts(
    "proto/vendor/buf/validate/validate.proto",
    "message Rule {",
    "message Rules {",
  );
  await expect(planRpc(root)).rejects.toThrow("scripts/gen/rpc/vendor-protovalidate.ts");
});
