-- // create access keys
create table access_keys (
    id         uuid primary key,
    name       text collate "C" not null unique,
    role       text             not null check (role in ('reader', 'editor', 'admin')),
    hash       text             not null unique check (hash ~ '^[0-9a-f]{64}$'),
    created_at timestamptz      not null,
    created_by text             not null,
    expires_at timestamptz
);

-- //@UNDO
drop table access_keys;
