import pg from "pg";

/** The login role of a service, such as `waypost_links`. */
export function roleOf(service: string): string {
  return `waypost_${service}`;
}

/** The schema of a service: its name. */
export function schemaOf(service: string): string {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(service))
    throw new Error(`\`${service}\` is no name for a service's schema.`);
  return service;
}

/**
 * Makes the schema and the login role of a service, or brings them back to what they should be; safe to repeat.
 *
 * The role may read and write rows of its own schema and nothing else: it sees no other schema, makes no
 * tables, and finds its own ones without a prefix. What needs more, such as adding a partition, is a function
 * in a migration with `security definer` and a fixed `search_path`.
 */
export async function ensureServiceRole(
  client: pg.ClientBase,
  service: string,
  password: string | null,
): Promise<void> {
  const schema = pg.escapeIdentifier(schemaOf(service));
  const role = pg.escapeIdentifier(roleOf(service));
  const login = password === null ? "login" : `login password ${pg.escapeLiteral(password)}`;
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(roleOf(service))}) then
        create role ${role};
      end if;
    end $$;
    alter role ${role} with ${login} nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    alter role ${role} set search_path = ${schema};
    create schema if not exists ${schema};
    revoke all on schema ${schema} from public;
    grant usage on schema ${schema} to ${role};
    alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema ${schema} grant usage, select on sequences to ${role};
    alter default privileges in schema ${schema} grant execute on functions to ${role};
  `);
}

/** Takes from everybody what PostgreSQL gives to everybody: the schema `public`, temporary tables, new functions. */
export async function closePublicSchema(client: pg.ClientBase, database: string): Promise<void> {
  await client.query(`
    revoke all on schema public from public;
    alter default privileges revoke execute on functions from public;
    revoke temporary on database ${pg.escapeIdentifier(database)} from public;
  `);
}

/** Makes `database` when it is not there. `ownerUrl` names any other database of the cluster, such as `postgres`. */
export async function ensureDatabase(ownerUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
