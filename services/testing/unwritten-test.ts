import { expect, test } from "vitest";

/**
 * A test that somebody still has to write; fails until then, and `npm run check` refuses it.
 *
 * @public Imported by what the generator scaffolds.
 */
export function unwrittenTest(title: string): void {
  test(title, () => expect.fail("Write this test."));
}
