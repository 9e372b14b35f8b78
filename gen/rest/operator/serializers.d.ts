// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export declare const listJobs200: (body: unknown) => string;
export declare const listJobRuns200: (body: unknown) => string;
export declare const runJob202: (body: unknown) => string;
