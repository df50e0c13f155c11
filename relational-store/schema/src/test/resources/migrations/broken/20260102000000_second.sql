-- // second
create table second (id int);
insert into second values ('no number');

-- //@UNDO
drop table second;
