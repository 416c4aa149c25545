-- Operators search messages that wait or have failed by channel, kind and state, also while another kind fills the queue.
create index outbox_open on outbox (channel, template, state, created_at, id)
    where state in ('waiting', 'refused', 'expired', 'unknown', 'lost') and dismissed_at is null;
