-- // first
create table first (id int);
create function answer() returns int language plpgsql as $$ begin return 42; end $$;

-- //@UNDO
drop function answer();
drop table first;
