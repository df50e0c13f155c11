-- // create reporting tables
-- The graph as rows, a copy that the server writes; the truth is in Neo4j. Rows have no foreign keys, so that they can be
-- written in any order.
create table capsules (
    id                 uuid primary key,
    urn                text    not null,
    name               text    not null,
    capsule_type       text    not null,
    source_system      text    not null,
    source_instance    text    not null,
    database_name      text,
    schema_name        text,
    identifier         text,
    layer              text,
    materialization    text,
    description        text,
    domain             text,
    owner              text,
    test_count         integer not null,
    unique_id          text,
    package_name       text,
    original_file_path text,
    version            text,
    language           text,
    access             text,
    contract_enforced  boolean not null,
    external           boolean not null,
    created_at         timestamptz,
    updated_at         timestamptz,
    data_updated_at    timestamptz,
    column_lineage     text,
    unresolved_columns integer not null,
    asserted_by        text[]  not null
);

create table columns (
    id               uuid primary key,
    capsule_id       uuid    not null,
    name             text    not null,
    data_type        text,
    ordinal_position integer not null,
    description      text,
    semantic_type    text,
    pii_type         text,
    pii_detected_by  text,
    test_count       integer not null,
    origin           text,
    asserted_by      text[]  not null
);

create table domains (
    id          uuid primary key,
    urn         text   not null,
    name        text   not null,
    description text,
    owner       text,
    asserted_by text[] not null
);

create table tags (
    id                uuid primary key,
    urn               text   not null,
    name              text   not null,
    category          text,
    description       text,
    sensitivity_level text,
    asserted_by       text[] not null
);

create table data_products (
    id          uuid primary key,
    urn         text   not null,
    name        text   not null,
    description text,
    version     text,
    status      text   not null,
    domain      text,
    owner       text,
    asserted_by text[] not null
);

create table lineage_edges (
    source_id   uuid   not null,
    target_id   uuid   not null,
    asserted_by text[] not null,
    primary key (source_id, target_id)
);

create table column_lineage_edges (
    source_column_id uuid   not null,
    target_column_id uuid   not null,
    edge_type        text   not null check (edge_type in ('DERIVED_FROM', 'INFLUENCED_BY')),
    transformation   text,
    masking          boolean,
    confidence       text,
    lineage_source   text,
    asserted_by      text[] not null,
    primary key (source_column_id, target_column_id, edge_type)
);

create table capsule_tags (
    capsule_id  uuid   not null,
    tag_id      uuid   not null,
    asserted_by text[] not null,
    primary key (capsule_id, tag_id)
);

create table column_tags (
    column_id   uuid   not null,
    tag_id      uuid   not null,
    asserted_by text[] not null,
    primary key (column_id, tag_id)
);

create table data_product_capsules (
    data_product_id uuid   not null,
    capsule_id      uuid   not null,
    role            text,
    asserted_by     text[] not null,
    primary key (data_product_id, capsule_id)
);

-- URNs may be longer than what a B-tree takes.
create index capsules_by_urn on capsules using hash (urn);
create index columns_by_capsule on columns (capsule_id);
create index lineage_edges_by_target on lineage_edges (target_id);
create index column_lineage_edges_by_target on column_lineage_edges (target_column_id);

-- Of which state of the graph the tables above are the copy.
create table reporting_state (
    only_row   boolean primary key default true check (only_row),
    revision   bigint      not null,
    nodes      bigint      not null,
    changed_at timestamptz not null,
    checked_at timestamptz not null
);

-- Who empties a table of the copy means the catalog: the server that feeds the tables resets it. It holds the advisory lock.
create table reset_requests (
    transaction  bigint not null,
    table_name   text   not null,
    requested_by text   not null,
    primary key (transaction, table_name)
);

create function request_reset() returns trigger language plpgsql as $$
begin
    if not exists (select from pg_locks
                    where locktype = 'advisory' and classid = 7213 and objid = 1 and objsubid = 2 and granted
                      and database = (select oid from pg_database where datname = current_database())) then
        raise exception 'The catalog is kept by its server, and none is here to reset it.'
            using hint = 'Start the server, with REPORTING_ENABLED=true, or use ''dab reset''.';
    end if;
    insert into reset_requests values (pg_current_xact_id()::text::bigint, tg_table_name, session_user)
        on conflict (transaction, table_name) do nothing;
    return null;
end
$$;

create trigger request_reset after truncate on capsules execute function request_reset();
create trigger request_reset after truncate on columns execute function request_reset();
create trigger request_reset after truncate on domains execute function request_reset();
create trigger request_reset after truncate on tags execute function request_reset();
create trigger request_reset after truncate on data_products execute function request_reset();
create trigger request_reset after truncate on lineage_edges execute function request_reset();
create trigger request_reset after truncate on column_lineage_edges execute function request_reset();
create trigger request_reset after truncate on capsule_tags execute function request_reset();
create trigger request_reset after truncate on column_tags execute function request_reset();
create trigger request_reset after truncate on data_product_capsules execute function request_reset();

-- Named by the statements that empty everything; nothing is kept in it yet.
create table conformance_violations (
    id uuid primary key
);

create schema reporting;

create view reporting.status as
    select revision, changed_at, checked_at from public.reporting_state;

create view reporting.capsules as
    select id, urn, name, capsule_type, source_system, source_instance, database_name, schema_name,
           coalesce(identifier, name) as table_name, layer, materialization, description, domain, owner, test_count,
           unique_id, package_name, original_file_path, version, language, access, contract_enforced, external, created_at,
           updated_at, data_updated_at, column_lineage, unresolved_columns, asserted_by
      from public.capsules;

create view reporting.columns as
    select c.id, c.capsule_id, k.urn as capsule_urn, k.name as capsule_name, c.name, c.data_type,
           nullif(c.ordinal_position, 0) as ordinal_position, c.description, c.semantic_type, c.pii_type, c.pii_detected_by,
           c.test_count, c.origin, c.asserted_by
      from public.columns c
      join public.capsules k on k.id = c.capsule_id;

create view reporting.lineage_edges as
    select e.source_id, s.urn as source_urn, s.name as source_name, e.target_id, t.urn as target_urn, t.name as target_name,
           e.asserted_by
      from public.lineage_edges e
      join public.capsules s on s.id = e.source_id
      join public.capsules t on t.id = e.target_id;

create view reporting.column_lineage_edges as
    select e.source_column_id, sk.urn as source_capsule_urn, s.name as source_column,
           e.target_column_id, tk.urn as target_capsule_urn, t.name as target_column,
           e.edge_type, e.transformation, e.masking, e.confidence, e.lineage_source, e.asserted_by
      from public.column_lineage_edges e
      join public.columns s on s.id = e.source_column_id
      join public.capsules sk on sk.id = s.capsule_id
      join public.columns t on t.id = e.target_column_id
      join public.capsules tk on tk.id = t.capsule_id;

create view reporting.domains as
    select id, urn, name, description, owner, asserted_by from public.domains;

create view reporting.tags as
    select id, urn, name, category, description, sensitivity_level, asserted_by from public.tags;

create view reporting.capsule_tags as
    select e.capsule_id, k.urn as capsule_urn, e.tag_id, t.name as tag, e.asserted_by
      from public.capsule_tags e
      join public.capsules k on k.id = e.capsule_id
      join public.tags t on t.id = e.tag_id;

create view reporting.column_tags as
    select e.column_id, k.urn as capsule_urn, c.name as column_name, e.tag_id, t.name as tag, e.asserted_by
      from public.column_tags e
      join public.columns c on c.id = e.column_id
      join public.capsules k on k.id = c.capsule_id
      join public.tags t on t.id = e.tag_id;

create view reporting.ingestion_jobs as
    select id, source_type, source_name, status, created_at, started_at, finished_at, counts, left_out,
           jsonb_array_length(warnings) as warnings, error_code, error_message, revision, retry_of
      from public.ingestion_jobs;

-- //@UNDO
drop view reporting.status, reporting.capsules, reporting.columns, reporting.lineage_edges, reporting.column_lineage_edges,
    reporting.domains, reporting.tags, reporting.capsule_tags, reporting.column_tags, reporting.ingestion_jobs;
drop schema reporting;
drop table capsules, columns, domains, tags, data_products, lineage_edges, column_lineage_edges, capsule_tags, column_tags,
    data_product_capsules, reporting_state, reset_requests, conformance_violations;
drop function request_reset;
