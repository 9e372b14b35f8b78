// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const listLinks200: Validate;
export declare const createLink201: Validate;
export declare const getLink200: Validate;
export declare const updateLink200: Validate;
export declare const restoreLink200: Validate;
export declare const getLinkStats200: Validate;
