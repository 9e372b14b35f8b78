import { services } from "@waypost/all/services.ts";
import { type PlannedProcess, planProcesses, rowsOf } from "./plan-processes.ts";

/** All processes of the whole stack; deploy/compose.stack.yaml has the same. */
export const stackProcesses: readonly PlannedProcess[] = planProcesses(services);

/** The processes in the order they start: those of one row at the same time, when all before are ready. */
export const stackPlan: readonly (readonly PlannedProcess[])[] = rowsOf(stackProcesses);
