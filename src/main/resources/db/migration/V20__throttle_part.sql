-- Acts of everybody together are counted in as many rows as there are acts at the same moment: each locks one that is free. A single row would be
-- locked by every submission until its end, and a server that freezes there would stop the portal.
create table throttle_part (
    key bytea not null,
    period_start timestamptz not null,
    part integer not null,          -- random; which row an act is counted in means nothing
    hits integer not null,
    primary key (key, period_start, part)
);
create index throttle_part_age on throttle_part (period_start);
