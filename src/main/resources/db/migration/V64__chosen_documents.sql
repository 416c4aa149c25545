-- The page that sends a document has a name for it before the server has one: 128 random bits. It makes creation idempotent, and what was taken out on
-- one device stays out on the others. Places keep the order in which documents were chosen; they arrive in another.
alter table document add column client uuid;
alter table document add column place integer;
create unique index document_of_client on document (transfer_id, client) where client is not null;

-- How many places of a transfer have been given out.
alter table transfer add column places integer not null default 0;

with numbered as (
    select d.id, row_number() over (partition by d.transfer_id order by d.created_at, d.id) as number
    from document d join transfer t on t.id = d.transfer_id where t.state in ('open', 'submitted'))
update document d set place = numbered.number from numbered where numbered.id = d.id;
update transfer t set places = counted.number
    from (select transfer_id, max(place) as number from document where place is not null group by transfer_id) counted
    where counted.transfer_id = t.id;

-- What was chosen and has not begun, and what was taken out again. No document, and nothing that a link holds: it goes when the link is renewed.
create table announced (
    transfer_id uuid not null references transfer on delete cascade,
    client uuid not null,
    place integer not null,
    length bigint not null check (length >= 0),
    entry bytea,                    -- sealed under the manifest key: name; null once it was taken out
    removed_at timestamptz,
    primary key (transfer_id, client),
    check ((entry is null) = (removed_at is not null))
);
