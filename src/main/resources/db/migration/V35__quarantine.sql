-- Files without a row wait in quarantine, and when there are too many at once, for a person.
alter table sweep
    add column held integer not null default 0,         -- files that were left alone because they are too many
    add column quarantined integer not null default 0;  -- files in quarantine

-- One row at most: a person has looked and allows that so many files go to quarantine at once. It is used up by that.
create table sweep_consent (
    one boolean primary key default true check (one),
    files integer not null check (files > 0),
    given_at timestamptz not null
);
