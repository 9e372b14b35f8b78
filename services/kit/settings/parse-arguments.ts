import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * Reads the command line as `parseArgs` of Node does, strictly. Throws, in one sentence that ends with how to see what
 * there is, for options and arguments that are unknown or malformed. `command` is what the user typed before them,
 * such as `npm run replay`.
 */
export function parseArguments<const T extends ParseArgsConfig>(
  command: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (cause) {
    if (!(cause instanceof TypeError && "code" in cause && /^ERR_PARSE_ARGS/.test(String(cause.code))))
      throw cause;
    // The first sentence says what is wrong; what follows are hints for other command lines.
    const [fault = ""] = cause.message.split(/\.\s/);
    throw new Error(`${fault.replace(/\.$/, "")}; see ${command} -- --help.`, { cause });
  }
}
