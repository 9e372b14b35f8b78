import type { FileDescriptorProto } from "@bufbuild/protobuf/wkt";

/** Where something was written, and the comment above it without its markers. */
export interface ProtoLocation {
  /** From 1; 1 as well when the descriptor carries no places. */
  readonly line: number;
  /** Empty when there is none. */
  readonly comment: string;
}

/** Finds where the descriptor at `path` (field numbers and indexes, see descriptor.proto) was written. */
export function locate(file: FileDescriptorProto, path: readonly number[]): ProtoLocation {
  const location = file.sourceCodeInfo?.location.find(
    (candidate) =>
      candidate.path.length === path.length && candidate.path.every((step, i) => step === path[i]),
  );
  return {
    line: (location?.span[0] ?? 0) + 1,
    comment: (location?.leadingComments ?? "").replace(/^ /gm, "").trim(),
  };
}
