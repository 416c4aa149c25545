-- Periods of about a day. What the server alone can open for a while is sealed under the key of a period. That key lies outside this database, and is
-- destroyed within 25 hours: this database's log keeps what has been deleted from it.
create table period (
    id uuid primary key,            -- version 7: begins with the moment at which the key was made
    number bigint generated always as identity unique, -- in the order in which they began, whatever the clocks said
    closed_at timestamptz,          -- since when nothing new is sealed under it
    destroyed_at timestamptz        -- since when its key is gone; what still lay under it is lost
);

-- One row: the mark of the place where the period keys lie, so that another place is not taken for one whose keys are gone.
create table key_place (
    one boolean primary key default true check (one),
    mark uuid not null
);

-- The period of sealed bytes, which begin with 'RKP1' and its id; all zeros for what was sealed under the master key alone, by earlier versions.
create function period_of(sealed bytea) returns uuid language sql immutable strict parallel safe as $$
    select case when substring(sealed from 1 for 4) = '\x524b5031'::bytea and length(sealed) >= 20
        then encode(substring(sealed from 5 for 16), 'hex')::uuid
        else '00000000-0000-0000-0000-000000000000'::uuid end
$$;

-- What lies under a period's key.
create index outbox_of_period on outbox (period_of(payload), id) where payload is not null;
create index slot_of_period on slot (period_of(sealed), transfer_id) where kind = 'pending';
create index request_of_period on request (period_of(asked), transfer_id) where asked is not null;

-- 'lost': its words were sealed under a key that is gone.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('waiting', 'accepted', 'refused', 'expired', 'unknown', 'cancelled', 'lost'));
drop index outbox_failed;
create index outbox_failed on outbox (created_at, id) where state in ('refused', 'expired', 'unknown', 'lost') and dismissed_at is null;
