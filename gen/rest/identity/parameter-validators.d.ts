// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const createWorkspaceQuery: Validate;
export declare const getWorkspaceQuery: Validate;
export declare const listKeysQuery: Validate;
export declare const createKeyQuery: Validate;
export declare const getKeyPath: Validate;
export declare const getKeyQuery: Validate;
export declare const revokeKeyPath: Validate;
export declare const revokeKeyQuery: Validate;
