/** Shows how far a long piece of work is: one line that is rewritten on a terminal, a line each 10 % elsewhere. */
export class Progress {
  readonly #label: string;
  readonly #total: number;
  #shown = -1;

  constructor(label: string, total: number) {
    this.#label = label;
    this.#total = total;
  }

  update(done: number): void {
    const percent = this.#total === 0 ? 100 : Math.floor((done / this.#total) * 100);
    const step = process.stderr.isTTY ? 1 : 10;
    const shown = Math.floor(percent / step);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const text = `${this.#label} ${done}/${this.#total} (${percent} %)`;
    process.stderr.write(process.stderr.isTTY ? `\r${text}` : `${text}\n`);
    if (process.stderr.isTTY && done === this.#total) process.stderr.write("\n");
  }
}
