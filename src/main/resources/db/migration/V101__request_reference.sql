-- The reference that staff give a request: readable in mails and in the overview, and found by its search. Empty for requests of before; theirs is sealed.
alter table request add column reference text;
-- The requests of one list, which were sent together; null for a request to one person.
alter table request add column batch uuid;
create index request_of_batch on request (batch) where batch is not null;

-- Bytes of the documents of a transfer, kept with their number (V26), so that the overview can show and sort by them.
alter table transfer add column bytes_held bigint not null default 0;
update transfer t set bytes_held = counted.bytes
from (select transfer_id, sum(length) as bytes from document group by 1) counted where t.id = counted.transfer_id;

create or replace function documents_added() returns trigger language plpgsql as $$
begin
    update transfer t set documents_held = documents_held + counted.number, bytes_held = bytes_held + counted.bytes
    from (select transfer_id, count(*) as number, sum(length) as bytes from changed group by 1) counted
    where t.id = counted.transfer_id;
    return null;
end $$;

create or replace function documents_deleted() returns trigger language plpgsql as $$
begin
    update transfer t set documents_held = documents_held - counted.number, bytes_held = bytes_held - counted.bytes
    from (select transfer_id, count(*) as number, sum(length) as bytes from changed group by 1) counted
    where t.id = counted.transfer_id;
    return null;
end $$;
