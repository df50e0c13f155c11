-- // create audit entries
create table audit_entries (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text        not null,
    action     text        not null,
    target     text,
    address    text        not null,
    request_id text        not null,
    status     integer     not null,
    summary    jsonb       not null
);

create index audit_entries_latest on audit_entries (at desc, id desc);
create index audit_entries_by_actor on audit_entries (actor, at desc, id desc);
create index audit_entries_by_action on audit_entries (action, at desc, id desc);

-- //@UNDO
drop table audit_entries;
