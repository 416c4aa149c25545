-- Stored documents are read again and again without a key; see decision 075.

-- CRC-32C of each 1024 segments of the ciphertext, taken when the document was read back; null where an earlier version did that.
alter table document add column ciphertext_sums bytea;

-- How far the servers have come together. One row.
create table scrub (
    one boolean primary key default true check (one),
    node uuid,                              -- the server that reads
    lease_until timestamptz,                -- until then, by the clock of the database
    began_at timestamptz,                   -- null before the first pass
    ended_at timestamptz,                   -- null while a pass runs
    whole_at timestamptz,                   -- the end of the last pass that went through all documents
    last uuid not null default '00000000-0000-0000-0000-000000000000', -- all documents up to this one have been read
    reading uuid,                           -- the one after it, if it was begun
    part integer not null default 0,        -- the number of its parts that have been read
    documents bigint not null default 0,    -- read in this pass
    bytes bigint not null default 0,
    without_sums bigint not null default 0  -- that could not be compared in this pass
);
insert into scrub default values;

-- Documents whose stored bytes are not what was stored.
create table scrub_finding (
    document_id uuid primary key references document (id) on delete cascade,
    kind text not null check (kind in ('missing', 'changed', 'unreadable')),
    part integer not null,
    found_at timestamptz not null,
    looked_at timestamptz not null          -- it is read again an hour after that
);
create index scrub_finding_looked on scrub_finding (looked_at);
