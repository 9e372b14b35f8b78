// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export declare const getWorkspaceStats200: (body: unknown) => string;
export declare const getLedger200: (body: unknown) => string;
