-- When the people in a row were erased: a transfer that ended long ago keeps ids, kinds, days and counts, a closed account only its id.
alter table transfer add column erased_at timestamptz;
alter table staff add column erased_at timestamptz;

create index transfer_with_people on transfer (id) where state in ('withdrawn', 'destroyed') and erased_at is null;
create index outbox_of_nobody on outbox (settled_at) where transfer_id is null;
