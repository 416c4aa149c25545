-- What becomes of a text message after the gateway has taken it.
alter table outbox
    add column in_hand boolean not null default false, -- claimed, and nobody has written down what came of it
    add column provider_id text,        -- what the gateway calls the message
    add column delivery text check (delivery in ('delivered', 'failed')), -- what the gateway reported last
    add column delivered_at timestamptz;        -- when it reported that

-- 'unknown': handed over, not answered, and the gateway would take a second attempt for a second message.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check
    check (state in ('waiting', 'accepted', 'refused', 'expired', 'unknown'));

create index outbox_of_provider on outbox (provider_id) where provider_id is not null;
