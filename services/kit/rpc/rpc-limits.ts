/** The largest message that a service reads or writes over RPC: 1 MiB. Larger ones are `payload_too_large`. */
export const maxMessageBytes = 1024 * 1024;
