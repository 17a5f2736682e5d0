-- reads: column_fill, release
-- makes: how many rows of each release have no value in each column
-- one row per: table, column and release
select
    c.release,
    r.first_day,
    r.last_day,
    c.table_name as "table",
    c.column_name as "column",
    c.rows as all_rows,
    c.rows - c.filled as empty
from column_fill as c
left join (select release, table_name, min(covers_from) as first_day, max(covers_to) as last_day from release group by release, table_name) as r
    on r.release = c.release and r.table_name = c.table_name
order by c.table_name, c.column_name, c.release
