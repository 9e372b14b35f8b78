import { join } from "node:path";
import { settingsTable } from "@waypost/kit/settings/describe-settings.ts";
import { expect, test } from "vitest";
import { allSettings, settingGroups } from "../settings.ts";

const path = join(import.meta.dirname, "../../../docs/settings.md");

const begin = `# Settings

Settings are environment variables. All are read at the start; a wrong or unknown one stops it and says what is wrong.
\`npm start -- --help\` prints the same list.

`;

const end = `
## Of the tools

| Setting | Read by | Meaning |
|---|---|---|
| \`WAYPOST_NO_HOOKS\` | the installation | \`1\` leaves the hooks of git alone |
| \`WAYPOST_TEST_REQUIRE\` | \`npm test\` | \`all\` fails instead of leaving tests out |
| \`WAYPOST_MAVEN_REPOSITORY\` | \`npm run kafka\` | where the broker's files are fetched from; default Maven Central |
| \`WAYPOST_CHROMIUM\` | \`npm test\` | path of the browser, where it is not found by itself |
| \`WAYPOST_REPLAY_LOG\` | \`npm test\` | an access log in combined format that is replayed too |

This page is made from the schemas of the services: \`npm test -- settings-document -u\` writes it anew.
`;

test("docs/settings.md lists every setting as it is", async () => {
  const groups = settingGroups();
  const table = settingsTable([allSettings, ...Object.values(groups.services), groups.peers]);
  await expect(`${begin}${table}${end}`).toMatchFileSnapshot(path);
});
