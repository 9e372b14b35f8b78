import { expect, test } from "vitest";
import { allSettings } from "./all-settings.ts";
import { helpText } from "./help.ts";
import { parseOptions } from "./options.ts";
import { settingGroups } from "./settings.ts";

const names = ["identity", "analytics", "links"];

test("without anything all services are run, for people", () => {
  expect(parseOptions([], names)).toEqual({ help: false, json: false, only: null });
});

test("services are named by commas, with or without spaces", () => {
  expect(parseOptions(["--only", "links, identity", "--json"], names)).toEqual({
    help: false,
    json: true,
    only: ["links", "identity"],
  });
});

test("what is not known is told in a sentence, with what there is", () => {
  expect(() => parseOptions(["--only", "links,billing,"], names)).toThrow(
    "--only names `billing`, ``; there are identity, analytics, links.",
  );
  expect(() => parseOptions(["--port", "80"], names)).toThrow(/--port.*npm start -- --help/s);
});

test("the help tells every option and every setting", () => {
  const text = helpText();
  const { services, peers } = settingGroups();
  const schemas = [allSettings, peers, ...Object.values(services)];
  const keys = schemas.flatMap((schema) => Object.values(schema).map(({ key }) => key));
  expect(keys.length).toBeGreaterThan(50);
  for (const word of ["--only", "--json", "--help", ...keys]) expect(text).toContain(word);
});
