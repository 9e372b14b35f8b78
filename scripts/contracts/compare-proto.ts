import { join } from "node:path";
import { tryBuf } from "../gen/rpc/run-buf.ts";
import { withImage } from "./buf-image.ts";
import { findUnreserved } from "./find-unreserved.ts";
import type { ContractFinding } from "./finding.ts";
import { readBufFindings } from "./lint-proto.ts";
import type { OlderImage } from "./older-image.ts";

// Both sides are images, for which buf reads no buf.yaml; the categories are those that buf.yaml names.
const config = JSON.stringify({ version: "v2", breaking: { use: ["FILE"] } });

/** Finds what breaks callers, consumers or stored events of the older contracts, and removed names left unreserved. */
export function compareProto(root: string, older: OlderImage): Promise<readonly ContractFinding[]> {
  return withImage(root, async (image) => {
    const [outcome, unreserved] = await Promise.all([
      tryBuf(root, [
        "breaking",
        image,
        "--against",
        older.image,
        "--exclude-imports",
        "--config",
        config,
        "--against-config",
        config,
        "--error-format",
        "json",
      ]),
      findUnreserved(image, older),
    ]);
    const breaking = readBufFindings("breaking", outcome, ({ path, start_line, type, message }) => ({
      path: join("proto", path).replaceAll("\\", "/"),
      line: start_line,
      rule: `buf-breaking/${type}`,
      message: `${message} (against ${older.label})`,
      hint: hints[type] ?? generalHint,
    }));
    return [...breaking, ...unreserved];
  });
}

const generalHint =
  "Processes of the old version still send and read it. Add beside it, or break with the next major version: `npm run contracts:release -- --breaking docs/decisions/NNNN-title.md`.";

const hints: Readonly<Record<string, string>> = {
  FIELD_NO_DELETE:
    "Keep the field and mark it `[deprecated = true]`; when it goes at last, reserve its number and name.",
  FIELD_SAME_NAME: "A number means one thing for ever: give the new field a new number.",
  ENUM_VALUE_NO_DELETE: "Keep the value and mark it `[deprecated = true]`; when it goes at last, reserve it.",
  RPC_NO_DELETE: "Keep the method and mark it deprecated until no caller is left.",
};
