import { access } from "node:fs/promises";
import { join } from "node:path";

/**
 * The last released contracts: one bundled document per REST contract and one buf image. Only
 * `npm run contracts:release` writes them.
 */
export const baseline = {
  label: "the released baseline",
  /** Holds `<service>.yaml`. */
  openApi: "api/baseline",
  /** JSON, so that a release can be reviewed. */
  image: "proto/baseline/image.json",
} as const;

/** Whether anything was released yet. */
export function isReleased(root: string): Promise<boolean> {
  return access(join(root, baseline.image)).then(
    () => true,
    () => false,
  );
}
