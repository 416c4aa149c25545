-- Ended transfers about which no statement of destruction has been made yet. The row is written in the transaction that ends the transfer, and goes in the one that signs.
create table owed_destruction (
    transfer_id uuid primary key references transfer (id),
    ended_at timestamptz not null,
    withdrawn_by uuid references staff (id), -- null if its time was over
    documents uuid[] not null,               -- the files that have to be gone before anything is signed
    bytes bigint not null
);
create index owed_destruction_ended on owed_destruction (ended_at);

-- The signed text of a statement that holds ids, counts and times only, and for which there is no key any more.
alter table statement add column plain bytea;
create index statement_hash on statement (hash);
create index statement_plain on statement (at, id) where plain is not null;
