import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";

/**
 * A message with every field at its default.
 *
 * @public Imported by what the generator scaffolds.
 */
export function emptyMessage<Schema extends DescMessage>(schema: Schema): MessageShape<Schema> {
  return create(schema);
}
