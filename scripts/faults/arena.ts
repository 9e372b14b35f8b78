import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@waypost/all/test/faults/random.ts";
import type { ManagedProcess } from "../stack/managed-process.ts";
import type { Stack, StoreProxies } from "../stack/open-stack.ts";
import type { SettingTexts } from "../stack/stack-settings.ts";
import type { Editor } from "./editor.ts";
import type { FaultBook } from "./fault-book.ts";
import type { StackApi } from "./stack-api.ts";
import type { Traffic } from "./traffic.ts";

/** The stack that is broken, who uses it meanwhile, and the book of what it owes. */
export interface ArenaParts {
  readonly stack: Stack;
  readonly proxies: StoreProxies;
  /** The data folder of the stack. */
  readonly data: string;
  readonly root: string;
  readonly api: StackApi;
  readonly traffic: Traffic;
  readonly editor: Editor;
  readonly book: FaultBook;
  /** More settings of processes, from their next start on. */
  readonly settings: Map<string, SettingTexts>;
  /** Called at the death of a process, before it is started again. */
  readonly onDeath: Map<string, () => void>;
  /** Long faults last up to this, in milliseconds. */
  readonly longestMs: number;
}

const patienceMs = 120_000;

/** What faults are made of. */
export class Arena {
  readonly parts: ArenaParts;

  constructor(parts: ArenaParts) {
    this.parts = parts;
  }

  process(name: string): ManagedProcess {
    const found = this.parts.stack.processes.get(name);
    if (found === undefined) throw new Error(`The stack has no process ${name}.`);
    return found;
  }

  /** Where a process of links writes its clicks. */
  clickLogOf(process: string): string {
    return join(this.parts.data, process, "log/clicks");
  }

  /** Kills a process, which is started again by the stack. `whileDown` is done before that. */
  async kill(name: string, whileDown: () => void = () => undefined): Promise<void> {
    const { book, onDeath } = this.parts;
    const managed = this.process(name);
    await this.until(`${name} runs`, () => managed.pid !== undefined);
    const { pid } = managed;
    onDeath.set(name, whileDown);
    managed.kill("SIGKILL");
    await this.until(`${name} is dead`, () => managed.pid !== pid);
    onDeath.delete(name);
    book.kills += 1;
  }

  /** Lets a fault last for a while. */
  async hold(random: Random): Promise<void> {
    await delay(random.integer(300, this.parts.longestMs));
  }

  /** Pauses visits and edits, and waits until those under way are answered. */
  async quiet(): Promise<void> {
    await Promise.all([this.parts.traffic.pause(), this.parts.editor.pause()]);
  }

  resume(): void {
    this.parts.traffic.resume();
    this.parts.editor.resume();
  }

  /** Waits until something is so, at most two minutes; an error counts as not yet. */
  async until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    for (let last: unknown; ; ) {
      try {
        if (await isSo()) return;
      } catch (error) {
        last = error;
      }
      if (performance.now() > giveUpAt)
        throw new Error(`After ${patienceMs / 1_000} s it is not so: ${what}.`, { cause: last });
      await delay(20);
    }
  }
}
