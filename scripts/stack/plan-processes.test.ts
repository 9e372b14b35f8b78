import { declareService } from "@waypost/kit/service/declare-service.ts";
import { expect, test } from "vitest";
import { planProcesses, rowsOf } from "./plan-processes.ts";

const keys = declareService({
  name: "keys",
  about: "keys",
  settings: {},
  authenticates: "waypost.keys.v1.KeysService",
  processes: [
    { roles: ["http", "rpc", "jobs"], volume: { name: "keys", holds: "the first key" } },
    { roles: ["http", "rpc"] },
  ],
});
const counts = declareService({
  name: "counts",
  about: "counts",
  settings: {},
  processes: [
    { roles: ["http", "rpc"] },
    { suffix: "consumers", roles: ["consumers"], replicas: 2 },
    { suffix: "jobs", roles: ["jobs"] },
  ],
});
const front = declareService({
  name: "front",
  about: "visitors",
  settings: {},
  peers: ["counts"],
  processes: [
    { suffix: "jobs", roles: ["jobs"] },
    { roles: ["http"], replicas: 2, volume: { holds: "a log" } },
  ],
});
const planned = planProcesses([keys, counts, front]);

test("processes are numbered on, or by suffix where there are several", () => {
  expect(planned.map(({ name, roles }) => `${name} ${roles.join(",")}`)).toEqual([
    "keys-1 http,rpc,jobs",
    "keys-2 http,rpc",
    "counts-1 http,rpc",
    "counts-consumers-1 consumers",
    "counts-consumers-2 consumers",
    "counts-jobs jobs",
    "front-jobs jobs",
    "front-1 http",
    "front-2 http",
  ]);
});

test("a process needs who knows the keys, its peers, and the one of its service that answers", () => {
  expect(Object.fromEntries(planned.map(({ name, after }) => [name, after]))).toMatchObject({
    "keys-1": [],
    "keys-2": ["keys-1"],
    "counts-1": ["keys-1"],
    "counts-jobs": ["keys-1", "counts-1"],
    "front-jobs": ["keys-1", "counts-1"],
    "front-1": ["keys-1", "counts-1"],
  });
});

test("a disk of its own is called as the process, unless it is declared otherwise", () => {
  expect(planned.flatMap(({ volume }) => volume?.name ?? [])).toEqual(["keys", "front-1", "front-2"]);
});

test("who only answers visitors starts when all others are ready", () => {
  expect(rowsOf(planned).map((row) => row.map(({ name }) => name))).toEqual([
    ["keys-1"],
    ["keys-2", "counts-1"],
    ["counts-consumers-1", "counts-consumers-2", "counts-jobs", "front-jobs"],
    ["front-1", "front-2"],
  ]);
});
