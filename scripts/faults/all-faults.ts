import { brokerFaults } from "./broker-faults.ts";
import { clockFaults } from "./clock-faults.ts";
import { diskFaults } from "./disk-faults.ts";
import type { Fault } from "./fault.ts";
import type { FaultName } from "./fault-names.ts";
import { lossFaults } from "./loss-faults.ts";
import { postgresFaults } from "./postgres-faults.ts";
import { processFaults } from "./process-faults.ts";
import { redisFaults } from "./redis-faults.ts";
import { setBackFaults } from "./set-back-faults.ts";
import { topicFaults } from "./topic-faults.ts";

/** Every kind of fault by its name. */
export const allFaults: Readonly<Record<FaultName, Fault>> = {
  ...processFaults,
  ...brokerFaults,
  ...topicFaults,
  ...postgresFaults,
  ...redisFaults,
  ...setBackFaults,
  ...clockFaults,
  ...diskFaults,
  ...lossFaults,
};
