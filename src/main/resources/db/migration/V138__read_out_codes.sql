-- A member of staff wants to read a code out on the phone, to a recipient without a mobile phone; a colleague has to approve. The latest of each recipient.
create table read_out_code (
    recipient_id uuid primary key references recipient on delete cascade,
    id uuid not null unique,
    asked_by uuid not null references staff on delete cascade,
    asked_at timestamptz not null,
    ends_at timestamptz not null,   -- from then on nobody approves it, and no code is shown
    approved_by uuid references staff on delete cascade check (approved_by <> asked_by),
    approved_at timestamptz check ((approved_at is null) = (approved_by is null)),
    declined_at timestamptz,
    shown_at timestamptz check (shown_at is null or approved_at is not null)
);
create index read_out_code_end on read_out_code (ends_at);

-- How a code reaches its recipient. A server of the version before replaces the code and leaves both alone: means counts only for the code that means_of names.
alter table recipient_code
    add column means text not null default 'sms' check (means in ('sms', 'voice', 'read-out')),
    add column means_of uuid;

-- The ways in which the codes had come that opened the transfer. Until now there was one.
alter table recipient
    add column code_means text[] not null default '{}' check (code_means <@ array['sms', 'voice', 'read-out']);
update recipient set code_means = '{sms}' where outsider and opened_at is not null;
