-- What outsiders sent and nobody has downloaded: how often people have been reminded of it, and when they are next.
create table uncollected (
    transfer_id uuid primary key references transfer (id) on delete cascade,
    taken smallint not null,           -- steps taken
    next_at timestamptz,               -- null after the last step
    turn_at timestamptz not null,      -- when it begins to be kept longer than others of its kind
    latest_end timestamptz not null    -- until then it is not destroyed while nobody has downloaded it
);
create index uncollected_next on uncollected (next_at) where next_at is not null;
