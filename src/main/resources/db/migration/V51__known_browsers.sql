-- Browsers in which somebody signed in completely. One gives an allowance of its own for trying passwords, never access.
create table known_browser (
    id bytea primary key,            -- derived from the cookie, which is stored nowhere
    staff_id uuid not null references staff on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index known_browser_of_staff on known_browser (staff_id);
create index known_browser_expiry on known_browser (expires_at);

-- Wrong passwords and codes in a row, until somebody signs in completely or a beheerder unlocks the account.
alter table staff
    add column failed_by_strangers integer not null default 0,
    add column failed_by_known_browsers integer not null default 0;
