import type { Api } from "./api.ts";
import type { TopGroup } from "./report.ts";

interface Group {
  readonly key: string;
  readonly total: number;
  readonly human: number;
  readonly bot: number;
}

/** The largest groups since `from`: countries, browsers of people, bots, sources. */
export async function readTops(api: Api, from: Date): Promise<Record<string, TopGroup[]>> {
  const read = async (groupBy: string): Promise<readonly Group[]> => {
    const answer = await api.get(
      `/api/v1/stats?groupBy=${groupBy}&groupLimit=200&from=${from.toISOString()}`,
    );
    // The contract promises `groups`; the product's own tests hold it to that.
    return (answer as { groups: Group[] }).groups;
  };
  const [countries, browsers, sources] = await Promise.all([
    read("country"),
    read("browser"),
    read("source"),
  ]);
  return {
    countries: top(countries, (group) => group.total),
    browsers: top(browsers, (group) => group.human),
    bots: top(browsers, (group) => group.bot),
    sources: top(sources, (group) => group.total),
  };
}

function top(groups: readonly Group[], count: (group: Group) => number): TopGroup[] {
  return groups
    .map((group) => ({ key: group.key, total: count(group) }))
    .filter((group) => group.total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, 8);
}
