-- Transfers whose key was lost, for those who look after the portal.
create index event_key_lost on event (at) where kind = 'key-lost';
