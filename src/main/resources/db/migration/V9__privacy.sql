-- What the privacy officer finds people by: a line for each transfer and each address, number and account in it, also of those who were replaced. Its
-- primary key gives somebody's transfers from the newest on, so that a page costs the same however many transfers there are.
create table appearance (
    person text not null,           -- an e-mail address in lower case, a phone number in E.164, or the id of the owner's account
    created_at timestamptz not null,
    transfer_id uuid not null references transfer on delete cascade,
    primary key (person, created_at, transfer_id)
);
create index appearance_of_transfer on appearance (transfer_id);

-- A phone number as somebody typed it, in E.164: without a country it is Dutch. What is no number becomes something that nobody looks for.
create function phone_key(typed text) returns text language sql immutable strict parallel safe as $$
    select case
        when digits ~ '^(\+|00)' then regexp_replace(regexp_replace(digits, '^(\+|00)', '+'), '^\+310', '+31')
        when digits ~ '^0' then regexp_replace(digits, '^0', '+31')
        when digits ~ '^31[0-9]{9}$' then '+' || digits
        else '+31' || digits end
    from (select regexp_replace(replace(typed, '(0)', ''), '[^0-9+]', '', 'g') as digits) as plain
$$;

-- What ought to be there.
create view appearing as
select p.person, t.created_at, t.id as transfer_id
from transfer t,
    lateral (
        select lower(t.sender_email) as person
        union select lower(t.contact_email)
        union select phone_key(t.sender_phone)
        union select t.owner_id::text
        union select lower(email) from recipient where transfer_id = t.id
        union select mobile from recipient where transfer_id = t.id) p
where p.person is not null;

-- The row that a transfer's recipients are looked up by also when some were replaced, here and by the view "listed".
create index recipient_of_transfer on recipient (transfer_id);

-- Kept by the database itself, as "listing" is.
create function transfer_appears() returns trigger language plpgsql as $$
begin
    delete from appearance where transfer_id = new.id;
    insert into appearance (person, created_at, transfer_id) select person, created_at, transfer_id from appearing where transfer_id = new.id;
    return null;
end $$;

create function recipient_appears() returns trigger language plpgsql as $$
begin
    insert into appearance (person, created_at, transfer_id)
    select p.person, t.created_at, t.id from transfer t, (values (lower(new.email)), (new.mobile)) p (person)
    where t.id = new.transfer_id and p.person is not null
    on conflict do nothing;
    return null;
end $$;

create function recipient_disappears() returns trigger language plpgsql as $$
begin
    delete from appearance a where a.transfer_id = old.transfer_id and a.person in (lower(old.email), old.mobile)
        and not exists (select from appearing p where p.transfer_id = a.transfer_id and p.person = a.person);
    return null;
end $$;

create trigger appear_new_transfer after insert on transfer for each row execute function transfer_appears();
create trigger appear_changed_transfer after update on transfer for each row
    when ((old.sender_email, old.sender_phone, old.contact_email, old.owner_id, old.created_at)
        is distinct from (new.sender_email, new.sender_phone, new.contact_email, new.owner_id, new.created_at))
    execute function transfer_appears();
create trigger appear_new_recipient after insert on recipient for each row execute function recipient_appears();
create trigger appear_changed_recipient after update on recipient for each row
    when ((old.email, old.mobile) is distinct from (new.email, new.mobile)) execute function recipient_appears();
create trigger disappear_changed_recipient after update on recipient for each row
    when ((old.email, old.mobile) is distinct from (new.email, new.mobile)) execute function recipient_disappears();
create trigger disappear_old_recipient after delete on recipient for each row execute function recipient_disappears();

insert into appearance (person, created_at, transfer_id) select person, created_at, transfer_id from appearing;

-- Somebody's letters, the newest first.
create index outbox_of_person on outbox (lower(recipient), created_at, id);

-- What was done to an account, and who was looked for, in the audit log.
create index audit_entry_subject on audit_entry (subject_id, seq) where subject in ('account', 'person');

-- Ends of transfers, which are counted by month.
create index event_end on event (at) where kind in ('destroyed', 'withdrawn');

-- What must not be there. So these indexes are empty, and asking whether it is costs nothing.
create index transfer_unwiped on transfer (id)
    where state in ('withdrawn', 'destroyed') and (share is not null or message is not null or manifest is not null);
create index outbox_unwiped on outbox (id) where state <> 'waiting' and payload is not null;

-- One row: the last comparison of files with rows that went through all folders.
create table sweep (
    one boolean primary key default true check (one),
    finished_at timestamptz not null,
    deleted integer not null,       -- files that no document needed, which crashes leave
    missing integer not null        -- documents whose file was not there
);
