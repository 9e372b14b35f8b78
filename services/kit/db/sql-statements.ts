/** One statement of a file of SQL. */
export interface SqlStatement {
  /** Lower case, comments and the inside of literals blanked, white space single: what rules are matched against. */
  readonly text: string;
  /** Line of its first word, from 1. */
  readonly line: number;
  /** The comment lines right above it, without their dashes. */
  readonly comments: readonly string[];
}

// Comments, dollar quotes, literals with escapes, plain literals, quoted names, and the end of a statement.
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-zA-Z_]*)\$[\s\S]*?\$\1\$|\be'(?:\\.|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|;/gi;

/** Splits a file at the semicolons that are outside of literals, comments and function bodies. */
export function splitStatements(sql: string): SqlStatement[] {
  const blanked = sql.replace(TOKEN, (token) => {
    if (token === ";" || token.startsWith('"')) return token;
    if (token.startsWith("--") || token.startsWith("/*")) return blank(token);
    return `'${blank(token.slice(1, -1))}'`;
  });
  const statements: SqlStatement[] = [];
  let start = 0;
  for (const part of blanked.split(";")) {
    const indent = part.search(/\S/);
    if (indent >= 0) {
      const before = sql.slice(0, start + indent);
      statements.push({
        text: part.trim().replaceAll(/\s+/g, " ").toLowerCase(),
        line: before.split("\n").length,
        comments: commentsAbove(before),
      });
    }
    start += part.length + 1;
  }
  return statements;
}

/** Keeps the line ends, so that lines can be counted in what is left. */
function blank(token: string): string {
  return token.replaceAll(/[^\n]/g, " ");
}

function commentsAbove(before: string): string[] {
  const lines = before.split("\n").slice(0, -1);
  const comments: string[] = [];
  for (let line = lines.pop(); line?.trimStart().startsWith("--"); line = lines.pop()) {
    comments.unshift(line.trim().replace(/^--\s*/, ""));
  }
  return comments;
}
