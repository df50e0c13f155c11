-- // add servers of ingestion jobs
alter table ingestion_jobs add column server uuid;
alter table ingestion_jobs add column seen_at timestamptz;

-- //@UNDO
alter table ingestion_jobs drop column seen_at;
alter table ingestion_jobs drop column server;
