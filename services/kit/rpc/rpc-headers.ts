/** Carries the request id from service to service; the answer repeats it. */
export const requestIdHeader = "x-request-id";

/** W3C trace context. */
export const traceparentHeader = "traceparent";

/** Carries the token of the calling service as `Bearer …`. */
export const authorizationHeader = "authorization";
