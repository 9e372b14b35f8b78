import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, test } from "vitest";
import { defaultGeoFile, GeoFile } from "../store/geo-file.ts";

const log = pino({ level: "silent" });

test("countries are known from the database that comes along, kept when a new file is broken, read again when it is whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "waypost-geo-"));
  const path = join(folder, "countries.mmdb");
  const geo = new GeoFile(path, log);
  let clock = 0;
  const refresh = () => {
    clock += 10_000;
    return geo.refresh(clock);
  };
  expect(await refresh()).toBe(false);
  expect(geo.country("8.8.8.8")).toBeNull();

  copyFileSync(defaultGeoFile(), path);
  expect(await refresh()).toBe(true);
  expect(geo.country("8.8.8.8")).toBe("US");
  expect(geo.country("2001:67c:2e8:22::c100:68b")).toBe("NL");
  for (const address of ["192.168.1.1", "127.0.0.1", "::1", "fe80:0:0:0:0:0:0:1", "fd00::1"])
    expect(geo.country(address)).toBeNull();
  expect(await refresh()).toBe(false);

  writeFileSync(path, "not a database");
  expect(await refresh()).toBe(false);
  expect(geo.country("8.8.8.8")).toBe("US");

  copyFileSync(defaultGeoFile(), path);
  expect(await refresh()).toBe(true);
  expect(await geo.refresh(clock + 1)).toBe(false);
  rmSync(folder, { recursive: true });
});
