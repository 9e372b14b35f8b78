#!/bin/sh
# What Waypost's services may do at Kafka; all else is refused once the brokers have an authorizer.
# Made by `npm run gen` from services/*/declaration.ts; never edited. Run it where Kafka's tools are, with how the brokers are reached:
#   deploy/kafka-acls.sh --bootstrap-server kafka:9092 --command-config admin.properties
set -eu

kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation Write --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation Describe --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation DescribeConfigs --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation Read --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation Describe --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation DescribeConfigs --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-analytics --operation Read --group waypost.clicks. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-identity --operation Write --topic waypost.identity
kafka-acls.sh "$@" --add --allow-principal User:waypost-identity --operation Describe --topic waypost.identity
kafka-acls.sh "$@" --add --allow-principal User:waypost-identity --operation DescribeConfigs --topic waypost.identity
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Read --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Describe --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation DescribeConfigs --topic waypost.counts
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Read --group waypost.counts. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Write --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Describe --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation DescribeConfigs --topic waypost.clicks
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Write --topic waypost.links
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Read --topic waypost.links
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Describe --topic waypost.links
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation DescribeConfigs --topic waypost.links
kafka-acls.sh "$@" --add --allow-principal User:waypost-links --operation Read --group waypost.links. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation Describe --topic waypost. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation DescribeConfigs --topic waypost. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation Create --topic waypost. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation Alter --topic waypost. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation AlterConfigs --topic waypost. --resource-pattern-type prefixed
kafka-acls.sh "$@" --add --allow-principal User:waypost-admin --operation Describe --cluster
