-- A mail whose answer was lost after the final dot is 'unknown' too. It keeps its payload until expires_at, so that somebody of the staff can have it sent
-- again; a text message does not.
drop index outbox_unwiped;
create index outbox_unwiped on outbox (id) where state not in ('waiting', 'unknown') and payload is not null;

-- What has to be wiped next, so that giving up old letters reads those and no others.
create index outbox_expiring on outbox (channel, expires_at) where state in ('waiting', 'unknown') and payload is not null;
