import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { printProto2 } from "./print-proto2.ts";

const notice = `// Copyright 2023-2026 Buf Technologies, Inc.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// Changed from the original: printed from the descriptor inside the npm package @bufbuild/protovalidate by
// scripts/gen/rpc/vendor-protovalidate.ts, without its comments and without the CEL expressions of the rules, which
// the validator takes from its own copy. Print it again after an upgrade of that package.
`;

/** Where the vendored rules stand, relative to the repository. */
export const vendoredProtovalidate = "proto/vendor/buf/validate/validate.proto";

/** The text of the vendored `buf/validate/validate.proto`, of the version of the validator that is installed. */
export function printProtovalidate(): string {
  return `${notice}\n${printProto2(file_buf_validate_validate)}`;
}

if (import.meta.main) {
  const path = join(import.meta.dirname, "../../..", vendoredProtovalidate);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, printProtovalidate());
}
