-- Who receives a transfer: several people may, each by a link of their own. Staff sign in; outsiders give a code that went to their mobile phone.
create table recipient (
    id uuid primary key,
    transfer_id uuid not null references transfer on delete cascade,
    position integer not null,      -- the order in which they were named; 0 is the one that transfer.contact_* shows
    name text not null,
    email text not null,
    mobile text check (mobile ~ '^\+[1-9][0-9]{6,14}$'), -- of an outsider; null for staff
    opened_at timestamptz,          -- first time they saw it, signed in or with a code
    downloaded_at timestamptz,      -- when they had the last delivered document completely
    wrong_codes integer not null default 0, -- in this transfer, over all codes and links
    unique (transfer_id, position)
);
insert into recipient (id, transfer_id, position, name, email, opened_at, downloaded_at)
select gen_random_uuid(), id, 0, contact_name, contact_email, opened_at, downloaded_at from transfer;

alter table link add column recipient_id uuid references recipient on delete cascade;
update link set recipient_id = r.id from recipient r where r.transfer_id = link.transfer_id and link.kind = 'download';
alter table link add check ((kind = 'download') = (recipient_id is not null));
create index link_of_recipient on link (recipient_id) where recipient_id is not null;

alter table session_grant add column code_at timestamptz; -- when the code was given that this link asks for; null for staff

alter table event add column recipient_id uuid references recipient on delete cascade;

-- Which recipient has all of which document; document.downloaded_at is the first of these.
create table receipt (
    recipient_id uuid not null references recipient on delete cascade,
    document_id uuid not null references document on delete cascade,
    at timestamptz not null,
    primary key (recipient_id, document_id)
);
insert into receipt (recipient_id, document_id, at)
select r.id, d.id, d.downloaded_at from document d join recipient r on r.transfer_id = d.transfer_id where d.downloaded_at is not null;

-- A member of staff who asked for the documents or sends them; null when an outsider took the initiative.
alter table transfer add column owner_id uuid references staff;
alter table transfer add check ((kind = 'submitted') = (owner_id is null));
create index transfer_of_owner on transfer (owner_id) where owner_id is not null;

-- Withdrawn is destroyed before its time, because somebody of the staff wanted that.
alter table transfer drop constraint transfer_state_check;
alter table transfer add constraint transfer_state_check
    check (state in ('open', 'submitted', 'delivered', 'refused', 'withdrawn', 'destroyed'));
drop index transfer_expiry;
create index transfer_expiry on transfer (expires_at) where state not in ('withdrawn', 'destroyed');
