import type { Role } from "@waypost/kit/host/role.ts";

/** One process of a service in the stack. */
export interface PlannedProcess {
  /** Also the name of its container. */
  readonly name: string;
  readonly service: "identity" | "analytics" | "links";
  readonly roles: readonly Role[];
}

/**
 * The processes of the whole stack, in the order they start: those of one row at the same time, when all before are
 * ready. compose.stack.yaml has the same, which a test compares.
 */
export const stackPlan: readonly (readonly PlannedProcess[])[] = [
  // The one with the jobs makes the first key.
  [{ name: "identity-1", service: "identity", roles: ["http", "rpc", "consumers", "jobs"] }],
  [
    { name: "identity-2", service: "identity", roles: ["http", "rpc"] },
    { name: "analytics-1", service: "analytics", roles: ["http", "rpc"] },
    { name: "analytics-2", service: "analytics", roles: ["http", "rpc"] },
  ],
  [
    { name: "analytics-consumers-1", service: "analytics", roles: ["consumers"] },
    { name: "analytics-consumers-2", service: "analytics", roles: ["consumers"] },
    { name: "analytics-jobs", service: "analytics", roles: ["jobs"] },
    { name: "links-jobs", service: "links", roles: ["consumers", "jobs"] },
  ],
  [
    { name: "links-1", service: "links", roles: ["http"] },
    { name: "links-2", service: "links", roles: ["http"] },
  ],
];

/** All processes of {@link stackPlan}. */
export const stackProcesses: readonly PlannedProcess[] = stackPlan.flat();
