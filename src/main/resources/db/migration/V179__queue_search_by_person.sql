-- Operators search messages that wait or have failed by one recipient, who may have a million others that were sent.
create index outbox_open_of_person on outbox (lower(recipient), created_at, id)
    where state in ('waiting', 'refused', 'expired', 'unknown', 'lost') and dismissed_at is null;
