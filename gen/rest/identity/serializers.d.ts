// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export declare const createWorkspace201: (body: unknown) => string;
export declare const getWorkspace200: (body: unknown) => string;
export declare const listKeys200: (body: unknown) => string;
export declare const createKey201: (body: unknown) => string;
export declare const getKey200: (body: unknown) => string;
