-- When a member of staff last looked at a transfer. Without a row they have not; what arrived later is unread again.
create table read_mark (
    staff_id uuid not null references staff on delete cascade,
    transfer_id uuid not null references transfer on delete cascade,
    seen_at timestamptz,            -- null: the person marked it as unread
    primary key (staff_id, transfer_id)
);
create index read_mark_of_transfer on read_mark (transfer_id);

-- What arrived before this moment is not unread. Null: before the account was made.
alter table staff add column unread_from timestamptz;
update staff set unread_from = now();
