// Generated from services/*/declaration.ts by `npm run gen`. Do not edit: change the declaration and generate again.

import { analytics } from "@waypost/analytics/service.ts";
import { identity } from "@waypost/identity/service.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import { links } from "@waypost/links/service.ts";
import { operator } from "@waypost/operator/service.ts";

/** Every service of the product, in the order they are opened: each may call those before it while it opens. */
export const services: readonly AnyService[] = [identity, analytics, links, operator];
