-- // create ingestion jobs
create table ingestion_jobs (
    id            uuid primary key,
    source_type   text        not null,
    source_name   text,
    status        text        not null
        check (status in ('pending', 'running', 'completed', 'failed', 'cancelled', 'interrupted')),
    created_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    config        jsonb       not null,
    stage         text,
    done          bigint      not null,
    expected      bigint      not null,
    counts        jsonb       not null,
    left_out      jsonb       not null,
    warnings      jsonb       not null,
    removed       jsonb       not null,
    error_code    text,
    error_message text,
    revision      bigint      not null,
    retry_of      uuid
);

create index ingestion_jobs_latest on ingestion_jobs (created_at desc, id);
create index ingestion_jobs_by_source on ingestion_jobs (source_type, created_at desc, id);
create index ingestion_jobs_by_status on ingestion_jobs (status, created_at desc, id);
create index ingestion_jobs_open on ingestion_jobs (created_at, id) where status in ('pending', 'running');

-- //@UNDO
drop table ingestion_jobs;
