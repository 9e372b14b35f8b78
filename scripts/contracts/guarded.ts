import type { GateReport } from "./finding.ts";

/**
 * Runs a gate; a gate that fails to run is a finding too, at the place its tool complains about, so that one broken
 * file doesn't hide what the other gates found.
 */
export async function guarded(
  gate: string,
  work: () => Promise<readonly GateReport[]>,
): Promise<readonly GateReport[]> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // buf writes `path:line:column`, redocly `"path" (line:column)`.
    const [, path = ".", line = "1"] =
      /(?:^|[\s/"])((?:api|proto|db|gen)\/[^\s:"]+)(?::|" \()(\d+)/m.exec(message) ?? [];
    const hint = "Mend this first; the gate could not do its work.";
    return [
      {
        gate,
        findings: [{ path, line: Number(line), rule: "gate/failed", message: `${gate}: ${message}`, hint }],
      },
    ];
  }
}
