-- Helpers that every tidy.sql may use.
-- unwrap_link: the address behind a mail filter's safelink or a browser extension's prefix.
create or replace temp macro unwrap_link(u) as
  nullif(trim(
    case
      when u like '%safelinks.protection.outlook.com%' then url_decode(regexp_extract(u, '[?&]url=([^&]*)', 1))
      when u like 'chrome-extension://%' then regexp_replace(u, '^chrome-extension://[a-z]+/', '')
      else u
    end), '');
-- aor_key: the name of an area of responsibility as common/aors.csv spells it: "St. Paul Area of Responsibility" is "st paul".
create or replace temp macro aor_key(a) as
  trim(regexp_replace(replace(lower(a), '.', ''), '\s*area of responsibility\s*$', ''));

-- squeeze: text without outer, repeated and non-breaking spaces, which are typing, not meaning; never NULL.
create or replace temp macro squeeze(x) as trim(regexp_replace(replace(coalesce(x, ''), chr(160), ' '), '\s+', ' ', 'g'));

-- The columns that ICE's participating and pending lists share.
-- listed_name: an agency's name; a capture of December 2024 replaced every "alt" by "aria-label" (Waria-labelon for Walton).
create or replace temp macro listed_name(x) as replace(squeeze(x), 'aria-label', 'alt');
create or replace temp macro listed_name_trouble(x) as
  case when contains(x, 'aria-label') then 'machine corruption: every "alt" was replaced by "aria-label" when the page was captured' end;
-- listed_type: TYPE in three values; "#NA" stands where the publisher gives none.
create or replace temp macro listed_type(x) as
  case lower(squeeze(x))
    when 'county' then 'county'
    when 'municipality' then 'municipality' when 'muncipality' then 'municipality' when 'municipal' then 'municipality'
    when 'state agency' then 'state' when 'state' then 'state'
    when '#na' then 'not given' when '#n/a' then 'not given' when 'n/a' then 'not given'
  end;
-- listed_county: COUNTY; "#N/A", "#NA" and "N/A" are the publisher's text for an agency without one.
create or replace temp macro listed_county(x) as
  case when regexp_matches(upper(squeeze(x)), '^#?N[/?]?A$') then null else nullif(squeeze(x), '') end;
-- listed_model: SUPPORT TYPE by its first word, which holds for every spelling seen.
create or replace temp macro listed_model(x) as
  case lower(split_part(squeeze(x), ' ', 1)) when 'jail' then 'JEM' when 'warrant' then 'WSO' when 'task' then 'TFM' end;
