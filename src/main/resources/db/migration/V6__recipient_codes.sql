-- The newest code of an outsider who receives; another takes its place, and a link that dies takes it along.
create table recipient_code (
    recipient_id uuid primary key references recipient on delete cascade,
    link_id bytea not null references link on delete cascade,
    id uuid not null unique,        -- of this one code; its hash is bound to it
    hash bytea not null,
    tries integer not null default 0,
    letter_id uuid not null,        -- the text message in the outbox
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index recipient_code_of_link on recipient_code (link_id);
create index recipient_code_expiry on recipient_code (expires_at);

-- Somebody else in the same place takes over what a recipient was to get; the row stays, because the history speaks of them.
alter table recipient add column replaced_at timestamptz;
alter table recipient drop constraint recipient_transfer_id_position_key;
create unique index recipient_place on recipient (transfer_id, position) where replaced_at is null;
