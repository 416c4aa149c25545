-- A colleague whom a member of staff names beforehand: what arrives for them in this period goes to both.
create table deputy (
    staff_id uuid primary key references staff on delete cascade,
    deputy_id uuid not null references staff on delete cascade check (deputy_id <> staff_id),
    from_day date not null,         -- in the time zone of the office, as is until_day, which is included
    until_day date not null check (until_day >= from_day)
);
create index deputy_of on deputy (deputy_id);
