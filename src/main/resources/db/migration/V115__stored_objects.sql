-- What a bucket holds of each document, when documents lie in a bucket: the store's own account of what counts.
-- A writer records what it has stored under its epoch, and an earlier writer records nothing any more.
create table stored_blob (
    document_id uuid primary key,
    transfer_id uuid not null,
    -- the FLOE header, which begins the sealed stream
    header bytea not null,
    epoch bigint not null,
    -- whole segments that are recorded
    segments bigint not null default 0,
    -- the epoch of the writer that finished the document
    whole_epoch bigint,
    written_at timestamptz not null default now()
);

create table stored_object (
    document_id uuid not null references stored_blob on delete cascade,
    first_segment bigint not null,
    -- segments of the object that count, which are all or its first ones
    segments integer not null,
    -- bytes of the object
    length integer not null,
    epoch bigint not null,
    name uuid not null,
    primary key (document_id, first_segment)
);

-- Documents that no row seems to need; the bucket may hold some that stored_blob does not know.
create table stored_quarantine (
    document_id uuid primary key,
    since timestamptz not null
);
