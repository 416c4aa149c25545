-- The signed head of each day: the root of a Merkle tree over the hashes of the statements in it. It holds no person and no transfer, and stays for ever.
create table day_head (
    day date primary key,                          -- in Dutch time
    hash bytea check (octet_length(hash) = 32),    -- SHA-256 of the signed text; null only inside the transaction that makes it
    signed bytea
);

-- The day whose head has the statement: usually that on which it was made, never an earlier one.
alter table statement add column day date references day_head (day);
create index statement_day on statement (day, hash);
create index statement_of_no_day on statement (at) where day is null;

-- The recipient that a statement is about, if it is about one; there is one statement that this recipient has downloaded everything.
alter table statement add column recipient_id uuid references recipient (id);
create unique index statement_download on statement (recipient_id) where kind = 'downloaded';
