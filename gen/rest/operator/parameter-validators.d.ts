// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const listJobsQuery: Validate;
export declare const listJobRunsPath: Validate;
export declare const listJobRunsQuery: Validate;
export declare const runJobPath: Validate;
export declare const runJobQuery: Validate;
