import { customAlphabet } from "nanoid";
import { isReserved } from "./reserved-codes.ts";

/** Digits and letters without those that are mistaken for another when read or dictated: 0, O, I and l. */
export const codeAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** 58^8 is 1.3 × 10^14: with 10 million links, one draw in 13 million meets a code that is taken. */
export const codeLength = 8;

const draw = customAlphabet(codeAlphabet, codeLength);

/** A code that nobody can guess from the one before, and that is no path of the product. */
export function randomCode(): string {
  for (;;) {
    const code = draw();
    if (!isReserved(code)) return code;
  }
}
