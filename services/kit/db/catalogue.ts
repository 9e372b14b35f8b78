import type pg from "pg";
import { schemaOf } from "./service-role.ts";

/** What is in the schema of a service, each list in a fixed order. Partitions are left out: they come and go. */
export interface Catalogue {
  readonly schema: string;
  readonly extensions: readonly string[];
  readonly enums: readonly EnumType[];
  readonly domains: readonly DomainType[];
  readonly sequences: readonly string[];
  readonly tables: readonly Table[];
  readonly functions: readonly RoutineDefinition[];
}

/** A function or procedure, those of extensions left out. */
export interface RoutineDefinition {
  /** The whole `create or replace function …`. */
  readonly definition: string;
  /** `grant execute …`, the owner's left out. */
  readonly grants: readonly string[];
}

/** An enum with its labels in their own order. */
export interface EnumType {
  readonly name: string;
  readonly labels: readonly string[];
}

/** A domain: its base as PostgreSQL writes it, and its checks ordered by name. */
export interface DomainType {
  readonly name: string;
  readonly base: string;
  readonly constraints: readonly string[];
}

/** A table, a partitioned table without its partitions, or a view. */
export interface Table {
  readonly name: string;
  readonly kind: "table" | "view" | "materialized view";
  readonly columns: readonly Column[];
  /** `name definition`, primary key first. */
  readonly constraints: readonly string[];
  /** Definitions of the indexes that no constraint owns. */
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  /** Such as `RANGE (clicked_at)`. */
  readonly partitionedBy: string | null;
  /** Such as `fillfactor=50`. */
  readonly options: readonly string[];
  /** Of views. */
  readonly definition: string | null;
  readonly comment: string | null;
  /** `role privilege, privilege`, the owner's left out. */
  readonly grants: readonly string[];
}

/** A column of a table or view; columns keep the order they were made in. */
export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, such as `character varying(20)`. */
  readonly type: string;
  /** The name in `pg_type` of the type, or of what the domain is based on; an array's begins with `_`. */
  readonly baseType: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly identity: "always" | "by default" | null;
  /** The expression of a stored or virtual generated column. */
  readonly generated: string | null;
  readonly collation: string | null;
  readonly comment: string | null;
}

/** Reads the catalogue of PostgreSQL; the order of results does not depend on when what was made. */
export async function readCatalogue(client: pg.ClientBase, service: string): Promise<Catalogue> {
  const schema = schemaOf(service);
  // Names of the schema are printed without it, all others in full.
  await client.query(`set search_path = ${schema}`);
  const rows = async <Row extends pg.QueryResultRow>(query: string) =>
    (await client.query<Row>(query, [schema])).rows;
  const [extensions, enums, domains, sequences, tables, functions] = [
    await rows<{ name: string }>(EXTENSIONS),
    await rows<EnumType>(ENUMS),
    await rows<DomainType>(DOMAINS),
    await rows<{ name: string }>(SEQUENCES),
    await rows<Table>(TABLES),
    await rows<RoutineDefinition>(FUNCTIONS),
  ];
  return {
    schema,
    extensions: extensions.map((row) => row.name),
    enums,
    domains,
    sequences: sequences.map((row) => row.name),
    tables,
    functions,
  };
}

const EXTENSIONS = `
  select extname as name from pg_extension e join pg_namespace n on n.oid = e.extnamespace
  where n.nspname = $1 order by extname`;

const ENUMS = `
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
  from pg_type t join pg_enum e on e.enumtypid = t.oid join pg_namespace n on n.oid = t.typnamespace
  where n.nspname = $1 group by t.typname order by t.typname`;

const DOMAINS = `
  select t.typname as name, format_type(t.typbasetype, t.typtypmod) as base,
    coalesce(array(select pg_get_constraintdef(c.oid) from pg_constraint c where c.contypid = t.oid order by c.conname), '{}') as constraints
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where n.nspname = $1 and t.typtype = 'd' order by t.typname`;

const SEQUENCES = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind = 'S'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('i', 'a', 'e'))
  order by c.relname`;

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as definition,
    array(select format('grant execute on function %s(%s) to %s;', p.proname, pg_get_function_identity_arguments(p.oid),
            case when acl.grantee = 0 then 'public' else acl.grantee::regrole::text end)
          from aclexplode(p.proacl) acl where acl.grantee <> p.proowner order by 1) as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = $1 and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by p.proname, pg_get_function_identity_arguments(p.oid)`;

const COLUMNS = `
  select json_agg(json_build_object(
    'name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod),
    'baseType', coalesce(base.typname, t.typname),
    'nullable', not (a.attnotnull or (t.typtype = 'd' and t.typnotnull)),
    'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
    'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
    'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
    'collation', case when a.attcollation <> t.typcollation then (select quote_ident(collname) from pg_collation where oid = a.attcollation) end,
    'comment', col_description(a.attrelid, a.attnum)
  ) order by a.attnum)
  from pg_attribute a
  join pg_type t on t.oid = a.atttypid
  left join pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

const TABLES = `
  select
    c.relname as name,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
    coalesce((${COLUMNS}), '[]') as columns,
    array(select quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
          where k.conrelid = c.oid and k.contype <> 'n'
          order by array_position(array['p', 'u', 'f', 'c'], k.contype::text), k.conname) as constraints,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class x on x.oid = i.indexrelid
          where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
          order by x.relname) as indexes,
    array(select pg_get_triggerdef(g.oid) from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal order by g.tgname) as triggers,
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionedBy",
    coalesce(array(select unnest(c.reloptions) order by 1), '{}') as options,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as definition,
    obj_description(c.oid, 'pg_class') as comment,
    array(select format('%s %s', case when acl.grantee = 0 then 'public' else acl.grantee::regrole::text end,
            string_agg(lower(acl.privilege_type), ', ' order by acl.privilege_type))
          from aclexplode(c.relacl) acl where acl.grantee <> c.relowner
          group by acl.grantee order by acl.grantee::regrole::text) as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and c.relname not in ('schema_migrations', 'kit_migrations')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by c.relname`;
