// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const getWorkspaceStatsQuery: Validate;
export declare const getLedgerQuery: Validate;
