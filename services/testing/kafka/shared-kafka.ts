import { askForPart } from "../on-demand.ts";

/**
 * The address of the broker that this test run shares, such as `127.0.0.1:9092`; the first call starts it, which takes
 * some seconds: call it in `beforeAll`. Only for tests that leave it as it is, with topics of their own names; one
 * that kills or restarts its broker starts its own with startKafka.
 *
 * @throws Error when it did not start.
 */
export async function sharedKafka(): Promise<string> {
  return await askForPart("kafkaOnDemand");
}
