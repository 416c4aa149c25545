-- Networks in which somebody opened a mailed link lately: their submissions are mailed first. The key is a keyed hash, as in throttle.
create table familiar_network (
    key bytea primary key,
    opened_at timestamptz not null
);
create index familiar_network_age on familiar_network (opened_at);

-- Moments at which mails leave that have to wait because of a rush of submissions. Whose mail it is, is nowhere here.
create table mail_turn (
    at timestamptz not null
);
create index mail_turn_at on mail_turn (at);

-- A letter that waits for its turn has not been late before.
alter table outbox add column not_before timestamptz;
create index outbox_delayed on outbox (not_before) where not_before is not null and state = 'waiting';
