-- Helpers that every tidy.sql may use.
-- unwrap_link: the address behind a mail filter's safelink or a browser extension's prefix.
create or replace macro unwrap_link(u) as
  nullif(trim(
    case
      when u like '%safelinks.protection.outlook.com%' then url_decode(regexp_extract(u, '[?&]url=([^&]*)', 1))
      when u like 'chrome-extension://%' then regexp_replace(u, '^chrome-extension://[a-z]+/', '')
      else u
    end), '');
-- aor_key: the name of an area of responsibility as common/aors.csv spells it: "St. Paul Area of Responsibility" is "st paul".
create or replace macro aor_key(a) as
  trim(replace(replace(lower(a), '.', ''), 'area of responsibility', ''));

-- squeeze: text without outer, repeated and non-breaking spaces, which are typing, not meaning; never NULL.
create or replace macro squeeze(x) as trim(regexp_replace(replace(coalesce(x, ''), chr(160), ' '), '\s+', ' ', 'g'));

-- The columns that ICE's participating and pending lists share.
-- listed_name: an agency's name; a capture of December 2024 replaced every "alt" by "aria-label" (Waria-labelon for Walton).
create or replace macro listed_name(x) as replace(squeeze(x), 'aria-label', 'alt');
create or replace macro listed_name_trouble(x) as
  case when contains(x, 'aria-label') then 'machine corruption: every "alt" was replaced by "aria-label" when the page was captured' end;
-- listed_type: TYPE in three values; "#NA" stands where the publisher gives none.
create or replace macro listed_type(x) as
  case lower(squeeze(x))
    when 'county' then 'county'
    when 'municipality' then 'municipality' when 'muncipality' then 'municipality' when 'municipal' then 'municipality'
    when 'state agency' then 'state' when 'state' then 'state'
    when '#na' then 'not given' when '#n/a' then 'not given' when 'n/a' then 'not given'
  end;
-- listed_county: COUNTY; "#N/A", "#NA" and "N/A" are the publisher's text for an agency without one.
create or replace macro listed_county(x) as
  case when regexp_matches(upper(squeeze(x)), '^#?N[/?]?A$') then null else nullif(squeeze(x), '') end;
-- listed_model: SUPPORT TYPE by its first word, which holds for every spelling seen.
create or replace macro listed_model(x) as
  case lower(split_part(squeeze(x), ' ', 1)) when 'jail' then 'JEM' when 'warrant' then 'WSO' when 'task' then 'TFM' end;

-- The columns of individual records. Their sources (`bulk = true`) find in raw: snapshot, file_original, sheet_original,
-- sheet_number, row_original, release, same, then each declared column as text and, for a column declared `date = true`,
-- NAME_serial: the spreadsheet's day number where the cell holds one (then NAME is NULL).
-- record_no: one number for a row anywhere in the lake: 31 bits of the snapshot's hash, 6 of the sheet's number, 24 of the row's; the rows of a text file, which has one sheet, may run on into the six.
create or replace macro record_no(snapshot, sheet_number, row_number) as
  ((cast('0x' || left(snapshot, 8) as bigint) >> 1) << 30) + (cast(sheet_number as bigint) << 24) + cast(row_number as bigint);
-- spaced_out: text of a cell without outer, repeated and non-breaking spaces, NULL where nothing is left; cheap where there is nothing to do.
create or replace macro spaced_out(x) as
  case when x = '' then null
    when contains(x, '  ') or contains(x, chr(160)) or x <> trim(x) or regexp_matches(x, '[\t\r\n]') then nullif(trim(regexp_replace(replace(x, chr(160), ' '), '\s+', ' ', 'g')), '')
    else x end;
-- is_redacted: the marks of withheld cells, (b)(6), b(7)(c) and their spellings.
create or replace macro is_redacted(x) as contains(x, '(') and regexp_matches(x, '(?i)\(b\)|b\([0-9]\)');
-- unredacted: a cell's text as printed but for its spaces; NULL where it is blank or withheld.
create or replace macro unredacted(x) as case when not is_redacted(x) then spaced_out(x) end;
-- person_of: an id of 40 hexadecimal digits as a UUID of its first 32; NULL for a blank, a redaction, and every id that a spreadsheet has made a number of.
create or replace macro person_of(id) as
  case when length(trim(id)) = 40 and try_cast(right(trim(id), 32) as uuid) is not null then try_cast(left(trim(id), 32) as uuid) end;
-- yes_no: YES and NO as they are printed, Y and N in some columns.
create or replace macro yes_no(x) as
  case when x = 'YES' then true when x = 'NO' then false else case upper(trim(x)) when 'YES' then true when 'Y' then true when 'TRUE' then true when 'NO' then false when 'N' then false when 'FALSE' then false end end;
-- of_serial: a day number of the 1900 system as a time, rounded to the second, then to the minute: truncating makes times a minute early.
-- 20000 is 1954-10-03 and 60000 is 2064-04-08; what lies outside is no date of these records.
create or replace macro of_serial(serial) as
  case when serial > 20000 and serial < 60000
    then make_timestamp(cast(round(round(cast(serial as double) * 86400) / 60) as bigint) * 60000000 - 2209161600000000) end;
-- of_text: a date that was typed. NULL for years before 1900 or after 2064, and for what is no date.
create or replace macro of_text(x) as
  case when x is null or length(x) < 5 then null
    when regexp_full_match(trim(x), '[0-9]{5}(\.[0-9]+)?') then of_serial(try_cast(trim(x) as double))
    when try_strptime(trim(x), ['%Y-%m-%d', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M', '%Y-%m-%dT%H:%M:%S', '%m/%d/%Y', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S'])
      between timestamp '1900-01-01' and timestamp '2064-04-08'
    then date_trunc('minute', try_strptime(trim(x), ['%Y-%m-%d', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M', '%Y-%m-%dT%H:%M:%S', '%m/%d/%Y', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S']) + interval '30' second)
  end;
-- at_minute, on_day: a date column's time and day, from its two columns.
create or replace macro at_minute(x, serial) as coalesce(of_serial(serial), of_text(x));
create or replace macro on_day(x, serial) as cast(at_minute(x, serial) as date);
-- short_day: a day whose year has two digits, 2000 to 2068, which is read so only where a release is known to print it.
create or replace macro short_day(x) as
  case when regexp_matches(x, '^\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}(\s|$)') then cast(try_strptime(split_part(trim(x), ' ', 1), '%m/%d/%y') as date) end;
-- true_false: TRUE and FALSE as R and spreadsheets print them; NULL for NA and the rest.
create or replace macro true_false(x) as
  case x when 'TRUE' then true when 'FALSE' then false when 'True' then true when 'False' then false when 'true' then true when 'false' then false when '1' then true when '0' then false when 'T' then true when 'F' then false end;
