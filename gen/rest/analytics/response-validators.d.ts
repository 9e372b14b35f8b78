// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const getWorkspaceStats200: Validate;
export declare const getLedger200: Validate;
export declare const listJobs200: Validate;
export declare const listJobRuns200: Validate;
export declare const runJob202: Validate;
