-- How many documents a transfer has, and how many of them a recipient has: numbers that are kept, so that adding or fetching one more document costs the
-- same whether there are ten or five thousand.
alter table transfer add column documents_held integer not null default 0;
alter table recipient add column received integer not null default 0;

update transfer t set documents_held = counted.number
from (select transfer_id, count(*) as number from document group by 1) counted where t.id = counted.transfer_id;
update recipient r set received = counted.number
from (select recipient_id, count(*) as number from receipt group by 1) counted where r.id = counted.recipient_id;

-- Kept by the database itself, once for each statement: whoever adds or deletes documents, the number is right when that commits.
create function documents_added() returns trigger language plpgsql as $$
begin
    update transfer t set documents_held = documents_held + counted.number
    from (select transfer_id, count(*) as number from changed group by 1) counted where t.id = counted.transfer_id;
    return null;
end $$;

create function documents_deleted() returns trigger language plpgsql as $$
begin
    update transfer t set documents_held = documents_held - counted.number
    from (select transfer_id, count(*) as number from changed group by 1) counted where t.id = counted.transfer_id;
    return null;
end $$;

create trigger count_added after insert on document referencing new table as changed for each statement execute function documents_added();
create trigger count_deleted after delete on document referencing old table as changed for each statement execute function documents_deleted();
