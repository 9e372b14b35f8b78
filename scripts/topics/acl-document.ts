import { type AclEntry, aclArguments } from "@waypost/kit/kafka/topics/acls.ts";

/** The script that gives the permissions with Kafka's own tool; kept as deploy/kafka-acls.sh by `npm run gen`. */
export function aclDocument(entries: readonly AclEntry[]): string {
  return `#!/bin/sh
# What Waypost's services may do at Kafka; all else is refused once the brokers have an authorizer.
# Made by \`npm run gen\` from services/*/declaration.ts; never edited. Run it where Kafka's tools are, with how the brokers are reached:
#   deploy/kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties
set -eu

${entries.map((entry) => `kafka-acls.sh "$@" ${aclArguments(entry)}\n`).join("")}`;
}
