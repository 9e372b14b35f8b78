import { join } from "node:path";
import { settingGroups } from "@waypost/all/settings.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { expect, test } from "vitest";
import { readStackSettings } from "../stack/stack-settings.ts";
import { faultSettings } from "./open-arena.ts";

test("a run sets nothing that neither the stack nor a service reads", () => {
  const schemas = [processSettings, ...Object.values(settingGroups().services)];
  const known = new Set([
    ...Object.keys(readStackSettings(join(import.meta.dirname, "../../deploy/stack.env"), {})),
    ...schemas.flatMap((schema) => Object.values(schema).map(({ key }) => key)),
  ]);
  expect(Object.keys(faultSettings).filter((key) => !known.has(key))).toEqual([]);
});
