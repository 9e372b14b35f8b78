// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const createWorkspace201: Validate;
export declare const getWorkspace200: Validate;
export declare const listKeys200: Validate;
export declare const createKey201: Validate;
export declare const getKey200: Validate;
