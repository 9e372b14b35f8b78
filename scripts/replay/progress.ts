export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a long piece of work is: one line that is rewritten on a terminal, a line each 10 % elsewhere. */
export class Progress {
  readonly #label: string;
  readonly #out: ProgressOutput;
  #shown = -1;

  constructor(label: string, out: ProgressOutput = process.stderr) {
    this.#label = label;
    this.#out = out;
  }

  update(done: number, total: number): void {
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    const terminal = this.#out.isTTY === true;
    const step = terminal ? 1 : 10;
    const shown = Math.floor(percent / step);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const text = `${this.#label} ${done}/${total} (${percent} %)`;
    this.#out.write(terminal ? `\r${text}` : `${text}\n`);
    if (terminal && done === total) this.#out.write("\n");
  }
}
