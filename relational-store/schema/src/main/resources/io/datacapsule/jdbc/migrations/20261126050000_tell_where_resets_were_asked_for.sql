-- // tell where resets were asked for
-- A dump taken between the statement and its reset holds the request. Restored, it asks for nothing: the table stands in another
-- place then, in another database or dropped and made again. What was asked before this migration is forgotten.
create function reset_request_place() returns text language sql stable as $$
    select system_identifier || '/' || (select oid from pg_database where datname = current_database())
           || '/' || 'reset_requests'::regclass::oid
      from pg_control_system()
$$;

alter table reset_requests add column place text not null default '';
alter table reset_requests add column requested_at timestamptz not null default now();

create or replace function request_reset() returns trigger language plpgsql as $$
begin
    if not exists (select from pg_locks
                    where locktype = 'advisory' and classid = 7213 and objid = 1 and objsubid = 2 and granted
                      and database = (select oid from pg_database where datname = current_database())) then
        raise exception 'The catalog is kept by its server, and none is here to reset it.'
            using hint = 'Start the server, with REPORTING_ENABLED=true, or use ''dab reset''.';
    end if;
    insert into reset_requests (transaction, table_name, requested_by, place)
        values (pg_current_xact_id()::text::bigint, tg_table_name, session_user, reset_request_place())
        on conflict (transaction, table_name) do nothing;
    return null;
end
$$;

-- //@UNDO
create or replace function request_reset() returns trigger language plpgsql as $$
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

alter table reset_requests drop column requested_at;
alter table reset_requests drop column place;
drop function reset_request_place;
