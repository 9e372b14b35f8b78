import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { createDatabase } from "@waypost/kit/db/database.ts";
import { openDataFolderDatabase } from "@waypost/kit/service/open-data-folder-database.ts";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

let data: string;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(() => removeDataFolder(data));

async function countKeys(url: string): Promise<number> {
  const log = pino({ level: "silent" });
  const database = createDatabase<IdentityTables>({ url, applicationName: "test", log, poolSize: 1 });
  try {
    return (await database.db.selectFrom("api_keys").select("id").execute()).length;
  } finally {
    await database.close();
  }
}

test("a script reaches the database of the running product, and starts it when nothing runs", async () => {
  await expect(openDataFolderDatabase(data)).rejects.toThrow("holds no database yet");
  const product = await Product.start(data);
  const live = await openDataFolderDatabase(data);
  expect(live.running).toBe(true);
  expect(await countKeys(live.roleUrl("identity"))).toBe(1);
  await live.close();
  expect((await product.stop()).code).toBe(0);

  const alone = await openDataFolderDatabase(data);
  expect(alone.running).toBe(false);
  expect(await countKeys(alone.roleUrl("identity"))).toBe(1);
  await alone.close();
  await expect(openDataFolderDatabase(`${data}/missing`)).rejects.toThrow("There is no data folder");
});
