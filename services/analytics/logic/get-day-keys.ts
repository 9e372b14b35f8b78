import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { GetDayKeys } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { DAY_MS, dayOf } from "../domain/click-time.ts";
import { makeDayKey } from "../store/days.ts";

export const getDayKeys: GetDayKeys<AnalyticsContext> = async (ctx, call) => {
  const db = ctx.database.within(call);
  const today = dayOf(ctx.now());
  const keys = [];
  for (const day of [today, today + 1]) {
    const { sealKey } = await makeDayKey(db, day);
    keys.push({
      day,
      key: Uint8Array.from(sealKey),
      expiresAt: timestampFromDate(new Date((day + 1) * DAY_MS)),
    });
  }
  return { keys };
};
