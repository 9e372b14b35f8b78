import { createHmac } from "node:crypto";

/**
 * The password of `role` in an embedded cluster, derived from the owner's (HMAC-SHA-256): the same at every
 * start and in every process that knows the owner's password, and stored nowhere else.
 */
export function deriveRolePassword(ownerPassword: string, role: string): string {
  return createHmac("sha256", ownerPassword).update(`role:${role}`).digest("base64url");
}
