import { isSocket, type PostgresAddress } from "./postgres-address.ts";

/** The settings of the embedded PostgreSQL, by name. Without `durable`, commits don't wait for the disk. */
export function serverSettings(
  address: PostgresAddress,
  maxConnections: number,
  durable: boolean,
): Record<string, string> {
  return {
    listen_addresses: isSocket(address) ? "" : address.host,
    port: String(address.port),
    // The server's own folder, whose mode is 0700; by this name no path is too long.
    unix_socket_directories: isSocket(address) ? "." : "",
    unix_socket_permissions: "0700",
    max_connections: String(maxConnections),
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    // Sized for one machine that runs everything: the cluster idles at some 30 MB.
    shared_buffers: "64MB",
    maintenance_work_mem: "64MB",
    effective_cache_size: "512MB",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    io_method: "sync",
    jit: "off",
    random_page_cost: "1.1",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    // Statements may hold personal data, so they stay out of the log; errors reach the client that caused them.
    log_line_prefix: "",
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    log_error_verbosity: "terse",
    cluster_name: "waypost",
  };
}
