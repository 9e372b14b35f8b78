import { describe } from "vitest";
import { MemorySharedCache } from "../testing/memory-shared-cache.ts";
import { sharedCacheConformance } from "../testing/shared-cache-conformance.ts";

describe("MemorySharedCache", () => sharedCacheConformance(async () => new MemorySharedCache()));
