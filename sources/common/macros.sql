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
