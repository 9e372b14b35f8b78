/**
 * Called by what starts or looks for a real part: a database, a broker, a browser, another process.
 *
 * @throws Error in a test whose file is not named for that.
 */
export function refuseInUnitTest(): void {
  if (process.env.WAYPOST_TEST_PROJECT !== "unit") return;
  throw new Error(
    "This test needs real parts; name its file *.parts.test.ts, or *.stack.test.ts for whole processes.",
  );
}
