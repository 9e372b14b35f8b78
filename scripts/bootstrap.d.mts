/** The folder of the repository. */
export const root: string;
/** What npx runs as pnpm, with its exact version. */
export const packageManager: string;
/** Path of the pinned Node; exists once the packages are installed. */
export const pinnedNode: string;
/** Installs the locked packages when needed; resolves to what stands in the way, in one sentence. */
export function bootstrap(): Promise<string | undefined>;
