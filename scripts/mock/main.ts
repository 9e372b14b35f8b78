import { dirname } from "node:path";
import { handleSignals } from "@waypost/kit/lifecycle/signals.ts";
import { AddressError, urlOf } from "@waypost/kit/service/listen-http.ts";
import { pino } from "pino";
import { runMain } from "../run-main.ts";
import { loadContracts } from "./contract.ts";
import { createMockApp, type MockRequest } from "./create-mock-app.ts";
import { help, parseOptions } from "./options.ts";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    print(help);
    return 0;
  }
  const { host, json } = options;
  const contracts = await loadContracts(dirname(dirname(import.meta.dirname)));
  const app = createMockApp(contracts, (request) =>
    print(json ? JSON.stringify({ event: "request", ...request }) : describe(request)),
  );
  try {
    await app.listen({ host, port: options.port });
  } catch (error) {
    throw new AddressError(host, options.port, "--port", error, "--host");
  }
  handleSignals({
    log: pino({ level: "silent" }),
    stop: async () => {
      await app.close();
      return true;
    },
  });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const url = urlOf(host, port);
  print(
    json
      ? JSON.stringify({ event: "ready", url })
      : `A mock of Waypost answers at ${url} as the contract says. Send any key, such as wp_test. Ctrl-C ends it.`,
  );
  return 0;
}

function describe({ method, path, status, operation, note }: MockRequest): string {
  const what = `${status} ${method} ${path}${operation === null ? "" : ` (${operation})`}`;
  return note === null ? what : `${what}; ${note}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runMain(main);
