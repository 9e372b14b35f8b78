import { Agent, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface Send {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends requests over kept connections and never follows a redirect. Rejects when there was no whole answer. */
export class HttpClient {
  readonly #plain: Agent;
  readonly #secure: SecureAgent;
  readonly #timeoutMs: number;

  constructor(maxSockets: number, timeoutMs = 15_000) {
    this.#plain = new Agent({ keepAlive: true, maxSockets });
    this.#secure = new SecureAgent({ keepAlive: true, maxSockets });
    this.#timeoutMs = timeoutMs;
  }

  send({ method, url, headers = {}, body }: Send): Promise<Answer> {
    const secure = url.protocol === "https:";
    return new Promise((resolve, reject) => {
      const sent = (secure ? secureRequest : request)(
        url,
        { method, headers, agent: secure ? this.#secure : this.#plain, timeout: this.#timeoutMs },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            if (!response.complete) reject(new Error("the answer was cut off"));
            else resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
          });
        },
      );
      // A proxy would open a tunnel; here the answer is all there is.
      sent.on("connect", (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, body: "" });
      });
      sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }
}
