import { describeSettings } from "@waypost/kit/settings/describe-settings.ts";
import { allSettings } from "./all-settings.ts";
import { settingGroups } from "./settings.ts";

/** What `npm start -- --help` prints. */
export function helpText(): string {
  const groups = settingGroups();
  const schemas = [allSettings, ...Object.values(groups.services), groups.peers];
  const rows = describeSettings(schemas).map(
    ({ key, doc, default: fallback }) =>
      `  ${key}\n      ${doc}${fallback === "(none)" ? "" : ` [${fallback}]`}`,
  );
  return `Starts Waypost: npm start -- [options]

  --only NAMES   run only these services, separated by commas; the others are
                 reached at their WAYPOST_<SERVICE>_URL
  --json         tell that everything is ready in one line of JSON
  --help         show this

Settings come from the environment:

${rows.join("\n")}
`;
}
