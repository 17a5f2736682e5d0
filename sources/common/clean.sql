-- The macros of text while bulk sources are read: what they do has been done to each word on its way (sources/clean.go).
create or replace macro spaced_out(x) as x;
create or replace macro is_redacted(x) as false;
create or replace macro unredacted(x) as x;
create or replace macro person_of(id) as cast(id as uuid);
