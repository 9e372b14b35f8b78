import { readAsOf } from "@waypost/analytics/store/as-of.ts";
import { readTotals } from "@waypost/analytics/store/click-counts.ts";
import type { LinksTables } from "@waypost/gen/db/links.ts";
import { type RebuiltLinkList, rebuildLinkList } from "@waypost/links/store/rebuild-link-list.ts";
import { withAnalytics } from "../clicks/with-analytics.ts";

/** Makes the list of links anew from the links and what analytics has counted. */
export async function rebuildReadModel(): Promise<RebuiltLinkList> {
  return await withAnalytics(async ({ database, open, signal }) => {
    const analytics = database.within({ signal });
    const asOf = await readAsOf(analytics, Date.now());
    return await rebuildLinkList(
      open<LinksTables>("links"),
      { signal },
      {
        now: asOf.getTime(),
        countsOf: (linkIds) => readTotals(analytics, null, linkIds),
      },
    );
  });
}
