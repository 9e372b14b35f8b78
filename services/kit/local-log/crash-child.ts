/**
 * A process to be killed by the tests: appends to the log in argv[2] as fast as it may and prints every acknowledged
 * number after its lane, one line a turn. With `lock <path>` it takes a lock and says whether it got it.
 */
import { tryLock } from "./process-lock.ts";
import { openLogWriter } from "./writer.ts";

const [, , directory = "", sync = "os"] = process.argv;

if (directory === "lock") {
  process.stdout.write(tryLock(sync) === undefined ? "taken\n" : "got it\n");
  setInterval(() => {}, 1000);
} else {
  const writer = openLogWriter({ directory, segmentBytes: 4096, sync: sync === "always" ? "always" : "os" });
  process.stdout.write(`${writer.lane}\n`);
  let number = 0;
  const turn = () => {
    const acknowledged: string[] = [];
    const size = 1 + (number % 7);
    for (let index = 0; index < size; index++) {
      const text = `${++number}:${"x".repeat(number % 50)}`;
      writer.append(Buffer.from(text), (result) => {
        if (result.kind === "recorded") acknowledged.push(`${result.seq}=${text}`);
        if (acknowledged.length === size) process.stdout.write(`${acknowledged.join(" ")}\n`, turn);
      });
    }
  };
  turn();
}
