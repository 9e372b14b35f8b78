// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const createWorkspaceBody: Validate;
export declare const createKeyBody: Validate;
export declare const createWorkspaceBodyExplain: Validate;
export declare const createKeyBodyExplain: Validate;
