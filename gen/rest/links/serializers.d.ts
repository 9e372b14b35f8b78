// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
export declare const listLinks200: (body: unknown) => string;
export declare const createLink201: (body: unknown) => string;
export declare const getLink200: (body: unknown) => string;
export declare const updateLink200: (body: unknown) => string;
export declare const restoreLink200: (body: unknown) => string;
export declare const getLinkStats200: (body: unknown) => string;
