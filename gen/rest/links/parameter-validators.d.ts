// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const listLinksQuery: Validate;
export declare const createLinkQuery: Validate;
export declare const createLinkHeaders: Validate;
export declare const getLinkPath: Validate;
export declare const getLinkQuery: Validate;
export declare const updateLinkPath: Validate;
export declare const updateLinkQuery: Validate;
export declare const updateLinkHeaders: Validate;
export declare const deleteLinkPath: Validate;
export declare const deleteLinkQuery: Validate;
export declare const deleteLinkHeaders: Validate;
export declare const restoreLinkPath: Validate;
export declare const restoreLinkQuery: Validate;
export declare const getLinkStatsPath: Validate;
export declare const getLinkStatsQuery: Validate;
