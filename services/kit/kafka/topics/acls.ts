import { type TopicDeclaration, topicPrefix } from "./declarations.ts";

/** One permission, in the words of Kafka's own tools. */
export interface AclEntry {
  /** A user of Kafka. */
  readonly user: string;
  readonly operation:
    | "READ"
    | "WRITE"
    | "DESCRIBE"
    | "DESCRIBE_CONFIGS"
    | "CREATE"
    | "ALTER"
    | "ALTER_CONFIGS";
  readonly resource: "TOPIC" | "GROUP" | "CLUSTER";
  readonly name: string;
  readonly pattern: "LITERAL" | "PREFIXED";
}

/** The user that `npm run topics` works as. */
export const adminUser = "waypost-admin";

/** The user of a service. A process that runs several services needs a user with the permissions of each. */
export function userOf(service: string): string {
  return `waypost-${service}`;
}

/**
 * All that the services and `npm run topics` may do, and no more, by user and then in the order of the topics. Whoever
 * appends to or reads a topic may also see how it is set, for the check at the start. No service may make, change or
 * delete a topic.
 */
export function aclsOf(declared: readonly TopicDeclaration[]): readonly AclEntry[] {
  const services = new Set(declared.flatMap(({ writers, readers }) => [...writers, ...readers]));
  return [
    ...[...services].toSorted().flatMap((service) => serviceAcls(service, declared)),
    ...(["DESCRIBE", "DESCRIBE_CONFIGS", "CREATE", "ALTER", "ALTER_CONFIGS"] as const).map(
      (operation): AclEntry => ({
        user: adminUser,
        operation,
        resource: "TOPIC",
        name: topicPrefix,
        pattern: "PREFIXED",
      }),
    ),
    // To see how many brokers there are; creating topics by prefix needs no right on the cluster.
    {
      user: adminUser,
      operation: "DESCRIBE",
      resource: "CLUSTER",
      name: "kafka-cluster",
      pattern: "LITERAL",
    },
  ];
}

function serviceAcls(service: string, declared: readonly TopicDeclaration[]): AclEntry[] {
  const user = userOf(service);
  return declared.flatMap(({ name, writers, readers }): AclEntry[] => {
    const operations = [
      ...(writers.includes(service) ? (["WRITE"] as const) : []),
      ...(readers.includes(service) ? (["READ"] as const) : []),
    ];
    if (operations.length === 0) return [];
    const onTopic = [...operations, "DESCRIBE", "DESCRIBE_CONFIGS"] as const;
    return [
      ...onTopic.map(
        (operation): AclEntry => ({ user, operation, resource: "TOPIC", name, pattern: "LITERAL" }),
      ),
      ...(readers.includes(service)
        ? [{ user, operation: "READ", resource: "GROUP", name: `${name}.`, pattern: "PREFIXED" } as const]
        : []),
    ];
  });
}

/** The arguments of `kafka-acls.sh` that give the permission, without how the brokers are reached. */
export function aclArguments({ user, operation, resource, name, pattern }: AclEntry): string {
  const words = operation.toLowerCase().replaceAll("_", "-");
  const on = resource === "CLUSTER" ? "--cluster" : `--${resource.toLowerCase()} ${name}`;
  const prefixed = pattern === "PREFIXED" ? " --resource-pattern-type prefixed" : "";
  return `--add --allow-principal User:${user} --operation ${pascal(words)} ${on}${prefixed}`;
}

function pascal(words: string): string {
  return words.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
