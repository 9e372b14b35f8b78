/** How the rules report: where below the operation, which rule, what is wrong, what to do. */
export type Report = (
  path: readonly (string | number)[],
  rule: string,
  message: string,
  hint: string,
) => void;
