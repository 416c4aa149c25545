-- Documents that wait to be read back take turns by transfer, so that one sender's thousand scans make nobody wait. A document waits in the queue while
-- it has a turn. One that is being read, or that is tried again later, has none, and comes back once check_due has passed.
alter table document add column check_turn bigint;

create index document_turn on document (check_turn, updated_at, id) where state = 'checking' and check_turn is not null;
-- For the lane that takes only small ones; the number stands in its statement too.
create index document_turn_small on document (check_turn, updated_at, id)
    where state = 'checking' and check_turn is not null and length <= 33554432;
-- By the turn that comes after a document's own, which no other index knows: so nothing but this one can be used for a transfer's own documents.
create index document_turn_of_transfer on document (transfer_id, (check_turn + 1 + (length >> 20)), id)
    where state = 'checking' and check_turn is not null;
create index document_checking_of_transfer on document (transfer_id) where state = 'checking';
create index document_comes_back on document (check_due) where state = 'checking' and check_turn is null;

-- Start-time fair queueing (Goyal, Vin and Cheng 1996): a turn is never before that of whoever is next, and after the transfer's own last one, by one and
-- by one more for each MiB of that. Both are the end of an index, however many wait.
-- (A session keeps the plan that it made while the table was small, so the plan is not left to numbers of rows.)
create function take_check_turn() returns trigger language plpgsql set enable_seqscan to off set enable_bitmapscan to off set enable_sort to off as $$
declare
    next_turn bigint;
    after_own bigint;
begin
    select check_turn into next_turn from document
        where state = 'checking' and check_turn is not null
        order by check_turn, updated_at, id limit 1;
    select check_turn + 1 + (length >> 20) into after_own from document
        where transfer_id = new.transfer_id and state = 'checking' and check_turn is not null
        order by check_turn + 1 + (length >> 20) desc, id desc limit 1;
    new.check_turn := greatest(coalesce(next_turn, 0), coalesce(after_own, 0));
    return new;
end $$;

create trigger check_turn before insert or update on document for each row
    when (new.state = 'checking' and new.check_turn is null and new.check_due is null) execute function take_check_turn();

update document d set check_turn = waiting.turn
from (select id, row_number() over (partition by transfer_id order by updated_at, id) as turn
    from document where state = 'checking' and check_due is null) waiting
where d.id = waiting.id;
