-- When a chore that destroys or erases last went through everything without failure: the privacy officer sees it.
create table chore (
    name text primary key,             -- expiry, erasure
    finished_at timestamptz not null
);
