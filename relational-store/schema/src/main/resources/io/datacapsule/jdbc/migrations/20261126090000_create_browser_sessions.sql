-- // create browser sessions
create table browser_sessions (
    id_hash    text primary key check (id_hash ~ '^[0-9a-f]{64}$'),
    key_hash   text        not null check (key_hash ~ '^[0-9a-f]{64}$'),
    expires_at timestamptz not null
);

create index browser_sessions_expires_at on browser_sessions (expires_at);

-- //@UNDO
drop table browser_sessions;
