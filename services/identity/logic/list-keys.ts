import type { ListKeys, ListKeysResult } from "@waypost/gen/rest/identity/operations.ts";
import type { IdentityContext } from "../context.ts";
import { showKey } from "../domain/show-key.ts";
import { listKeys as list } from "../store/api-keys.ts";

export const listKeys: ListKeys<IdentityContext> = async (ctx, call, input): Promise<ListKeysResult> => {
  const { cursor, limit } = input.query;
  const question = { operation: "listKeys", workspaceId: call.workspaceId };
  const beforeId = cursor === undefined ? null : ctx.cursors.decode(cursor, question).after;
  // One more than asked tells whether there is a further page.
  const found = await list(ctx.database.within(call), {
    workspaceId: call.workspaceId,
    beforeId,
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    found.length > limit && last !== undefined ? ctx.cursors.encode({ after: last.id }, question) : null;
  return { status: 200, body: { items: page.map((key) => showKey(key, ctx.now())), nextCursor } };
};
