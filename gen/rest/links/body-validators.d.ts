// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const createLinkBody: Validate;
export declare const updateLinkBody: Validate;
export declare const createLinkBodyExplain: Validate;
export declare const updateLinkBodyExplain: Validate;
