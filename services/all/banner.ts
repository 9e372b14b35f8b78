export interface Addresses {
  /** Where the API and the redirects are. */
  readonly url: string;
  readonly adminUrl: string;
  readonly adminKeyFile: string;
  /** The first key, shown only by the start that made it. */
  readonly apiKey: string | null;
}

/** What a person reads when everything is ready. */
export function bannerText({ url, adminUrl, adminKeyFile, apiKey }: Addresses): string {
  const rows = [
    ["API and redirects", url],
    ["Reference", `${url}/docs`],
    ["Metrics", `${adminUrl}/metrics`],
    ...(apiKey === null
      ? [["API key", `in ${adminKeyFile}`]]
      : [
          ["First API key", apiKey],
          ["", `also in ${adminKeyFile}`],
        ]),
  ];
  const lines = rows.map(([name = "", value = ""]) => `  ${name.padEnd(19)}${value}`);
  return `\nWaypost is ready. Stop it with Ctrl-C.\n\n${lines.join("\n")}\n\n`;
}

/** The same in one line for programs. */
export function bannerJson({ url, adminUrl, adminKeyFile, apiKey }: Addresses): string {
  return `${JSON.stringify({ ready: true, url, docsUrl: `${url}/docs`, adminUrl, adminKeyFile, apiKey, pid: process.pid })}\n`;
}
