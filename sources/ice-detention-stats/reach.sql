-- Reads cell.
-- Makes reach: one row per workbook and subject (and sheet, for alternatives to detention), with the last day that its data reach: the footnotes say it subject by subject, a sheet on
-- alternatives to detention says it itself, with its fiscal year.
with footnote as (
  select snapshot, r, s,
    last_value(case when c = first_c then s end ignore nulls) over (partition by snapshot, sheet_original order by r, c) as heading,
    cast(try_strptime(regexp_extract(s, '(?:through|as of|as) ([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})', 1), '%m/%d/%Y') as date) as day
  from (select *, min(c) over (partition by snapshot, sheet_original) as first_c from cell)
  where place = 'footnotes' and kind = 'text'
),

named as (
  select snapshot, what, min_by(day, r) as day
  from (
    select snapshot, r, day,
      case
        when regexp_matches(heading, '(?i)semiannual|TPS') then null
        when regexp_matches(heading, '(?i)bond') then 'bond'
        when regexp_matches(s, 'Removals data') then 'removals'
        when regexp_matches(s, '(?i)final (releases|book outs?) data') and not regexp_matches(heading, '(?i)fear') then 'book-outs'
        when regexp_matches(s, 'National Docket data') then 'docket'
        when regexp_matches(s, '(?i)currently in ICE detention facilities data') then 'fear'
        when regexp_matches(s, '(?i)ICLS?OS? and Detainees data') then 'iclos'
        when regexp_matches(s, '(?i)encounters data') then 'parole'
        when regexp_matches(s, '(?i)(ICE Detention|Book-ins) data') then 'detention'
      end as what
    from footnote
  )
  where day is not null and what is not null
  group by snapshot, what
),

technology as (
  select snapshot, sheet_original, max(cast(coalesce(try_strptime(regexp_extract(s, 'BI Inc\. Participants Report, ([0-9.]+)', 1), '%m.%d.%Y'), null) as date)) as day,
    max(2000 + try_cast(regexp_extract(s, '^ICE ALTERNATIVES TO DETENTION DATA, FY ?(?:20)?([0-9]{2})', 1) as bigint)) as fiscal_year
  from cell
  where place = 'atd' and kind = 'text'
  group by snapshot, sheet_original
)

select snapshot, '' as sheet_original, what, day, cast(null as bigint) as fiscal_year from named
union all
select snapshot, sheet_original, 'technology', day, fiscal_year from technology
