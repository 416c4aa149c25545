-- The first time somebody opened the upload link of a submission. Until then anybody may have typed the address and the names, so staff see nothing of it.
-- Other kinds of transfer are confirmed from the start: staff typed what is in them.
alter table transfer add column confirmed_at timestamptz;
update transfer t set confirmed_at = coalesce(t.submitted_at, t.created_at)
where t.kind = 'submitted' and (t.submitted_at is not null or t.message is not null
    or exists (select from document where transfer_id = t.id)
    or exists (select from session_grant where transfer_id = t.id and kind = 'upload'));

-- Kept by the database, so that a server of the version before confirms too.
create function confirm_submission() returns trigger language plpgsql as $$
begin
    update transfer set confirmed_at = new.opened_at
    where id = new.transfer_id and kind = 'submitted' and confirmed_at is null;
    return null;
end $$;
create trigger confirm_submission after insert on session_grant for each row
    when (new.kind = 'upload') execute function confirm_submission();

create or replace view listed as
select t.id as transfer_id, v.viewer, p.party, t.kind, t.state, t.created_at
from transfer t,
    lateral (
        select '*' as viewer
        union select t.owner_id::text where t.owner_id is not null
        union select lower(email) from recipient where transfer_id = t.id and not outsider and replaced_at is null) v,
    lateral (
        with outside as (
            select lower(t.sender_email) as email where t.kind <> 'sent'
            union select lower(email) from recipient where transfer_id = t.id and outsider)
        select '' as party union select email from outside union select substring(email from '@[^@]*$') from outside) p
where p.party is not null and (t.kind <> 'submitted' or t.confirmed_at is not null);

drop trigger list_changed_transfer on transfer;
create trigger list_changed_transfer after update on transfer for each row
    when ((old.kind, old.state, old.owner_id, old.sender_email, old.confirmed_at is null)
        is distinct from (new.kind, new.state, new.owner_id, new.sender_email, new.confirmed_at is null))
    execute function transfer_changed();

delete from listing l using transfer t where t.id = l.transfer_id and t.kind = 'submitted' and t.confirmed_at is null;
