-- // second
create table second (id int);

-- //@UNDO
drop table second;
