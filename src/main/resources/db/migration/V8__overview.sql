-- What staff page through: a line for each transfer and each of those to whom it belongs, once under no key and once under every address and mail domain
-- of the outsiders it is from or to. One index answers every filter that the overview offers, from the newest on: its leading columns are always given,
-- each of the few kinds and states in turn where none was asked for. So a page costs the same however many transfers there are.
create table listing (
    transfer_id uuid not null references transfer on delete cascade,
    viewer text not null,           -- the owner's id, the address of a recipient of ours, or '*' for who sees all
    party text not null,            -- '', an outsider's address, or its domain with '@' in front; in lower case
    kind text not null,
    state text not null,
    created_at timestamptz not null,
    primary key (viewer, party, kind, state, created_at, transfer_id)
);
create index listing_of_transfer on listing (transfer_id);

-- What ought to be listed.
create view listed as
select t.id as transfer_id, v.viewer, p.party, t.kind, t.state, t.created_at
from transfer t,
    lateral (
        select '*' as viewer
        union select t.owner_id::text where t.owner_id is not null
        union select lower(email) from recipient where transfer_id = t.id and mobile is null and replaced_at is null) v,
    lateral (
        with outsider as (
            select lower(t.sender_email) as email where t.kind <> 'sent'
            union select lower(email) from recipient where transfer_id = t.id and mobile is not null)
        select '' as party union select email from outsider union select substring(email from '@[^@]*$') from outsider) p
where p.party is not null;

-- Kept by the database itself: whoever changes a transfer, its lines are right when that commits.
create function list_transfer(uuid) returns void language sql as $$
    delete from listing where transfer_id = $1;
    insert into listing (transfer_id, viewer, party, kind, state, created_at)
    select transfer_id, viewer, party, kind, state, created_at from listed where transfer_id = $1;
$$;

create function transfer_changed() returns trigger language plpgsql as $$
begin
    perform list_transfer(new.id);
    return null;
end $$;

create function recipient_changed() returns trigger language plpgsql as $$
begin
    perform list_transfer(new.transfer_id);
    return null;
end $$;

create trigger list_new_transfer after insert on transfer for each row execute function transfer_changed();
create trigger list_changed_transfer after update on transfer for each row
    when ((old.kind, old.state, old.owner_id, old.sender_email) is distinct from (new.kind, new.state, new.owner_id, new.sender_email))
    execute function transfer_changed();
create trigger list_new_recipient after insert on recipient for each row execute function recipient_changed();
create trigger list_changed_recipient after update on recipient for each row
    when ((old.email, old.mobile is null, old.replaced_at is null)
        is distinct from (new.email, new.mobile is null, new.replaced_at is null)) execute function recipient_changed();

insert into listing (transfer_id, viewer, party, kind, state, created_at)
select transfer_id, viewer, party, kind, state, created_at from listed;

-- A letter that nobody needs any more: its transfer has ended, or somebody of the staff took it out of the queue.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('waiting', 'accepted', 'refused', 'expired', 'unknown', 'cancelled'));
alter table outbox add column dismissed_at timestamptz; -- when somebody of the staff had seen that it failed

create index outbox_waiting on outbox (created_at, id) where state = 'waiting';
create index outbox_failed on outbox (created_at, id) where state in ('refused', 'expired', 'unknown') and dismissed_at is null;
