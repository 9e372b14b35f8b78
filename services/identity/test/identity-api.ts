import { readFileSync } from "node:fs";
import { join } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { startTestProcess, type TestProcess } from "@waypost/testing/test-process.ts";
import { identity } from "../service.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation.
  readonly body: any;
}

/** identity as a running process, on a database of its own. */
export class IdentityApi {
  readonly database: TestDatabase;
  readonly process: TestProcess;
  readonly adminKey: string;

  constructor(database: TestDatabase, process: TestProcess) {
    this.database = database;
    this.process = process;
    this.adminKey = readFileSync(join(process.dataFolder, "admin-key"), "utf8").trim();
  }

  static async start(): Promise<IdentityApi> {
    const database = await createTestDatabase("identity");
    const process = await startTestProcess({ services: [identity], database, product });
    return new IdentityApi(database, process);
  }

  async call(
    method: string,
    path: string,
    key: string | null = this.adminKey,
    body?: unknown,
  ): Promise<Answer> {
    const response = await fetch(`${this.process.url}${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  }

  async makeKey(
    scopes: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer["body"]> {
    const { status, body } = await this.call("POST", "/api/v1/keys", this.adminKey, {
      name: "test",
      scopes,
      ...more,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  }

  async close(): Promise<void> {
    await this.process.close();
    await this.database.close();
  }
}
