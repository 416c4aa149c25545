-- A column says whether a recipient is an outsider; until now the presence of a mobile number did. An outsider without a number is still no employee.
alter table recipient add column outsider boolean;
update recipient set outsider = mobile is not null;
alter table recipient alter column outsider set not null;

-- A server of the version before knows no such column; its new recipients are told apart as it does. To be dropped with the next release.
create function recipient_of_older_server() returns trigger language plpgsql as $$
begin
    new.outsider := new.mobile is not null;
    return new;
end $$;
create trigger recipient_of_older_server before insert on recipient for each row
    when (new.outsider is null) execute function recipient_of_older_server();

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
where p.party is not null;

drop trigger list_changed_recipient on recipient;
create trigger list_changed_recipient after update on recipient for each row
    when ((old.email, old.outsider, old.replaced_at is null) is distinct from (new.email, new.outsider, new.replaced_at is null))
    execute function recipient_changed();
