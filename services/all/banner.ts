export interface Addresses {
  /** Where the API and the redirects are. */
  readonly url: string;
  readonly adminUrl: string;
  readonly adminKeyFile: string;
}

/**
 * What a person reads when everything is ready. `apiKey` is shown when there is one: by the start that made it, on a
 * terminal, since anything else may keep what it is told.
 */
export function bannerText({ url, adminUrl, adminKeyFile }: Addresses, apiKey: string | null): string {
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
export function bannerJson({ url, adminUrl, adminKeyFile }: Addresses): string {
  return `${JSON.stringify({ ready: true, url, docsUrl: `${url}/docs`, adminUrl, adminKeyFile, pid: process.pid })}\n`;
}
