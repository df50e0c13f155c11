-- // add cancellation of ingestion jobs
alter table ingestion_jobs add column cancel_asked boolean not null default false;

-- //@UNDO
alter table ingestion_jobs drop column cancel_asked;
