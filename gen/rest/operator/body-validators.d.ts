// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Validate } from "@waypost/kit/http/table.ts";

export declare const runJobBody: Validate;
export declare const runJobBodyExplain: Validate;
