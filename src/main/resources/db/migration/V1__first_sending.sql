-- Times are UTC. What is "sealed" can be opened only with a key that is not in this database.

-- One row: a fingerprint of the master key, so that a start with another key is refused before it harms anything.
create table installation (
    one boolean primary key default true check (one),
    key_check bytea not null
);

create table transfer (
    id uuid primary key,
    kind text not null check (kind in ('submitted', 'requested', 'sent')),
    state text not null check (state in ('open', 'submitted', 'delivered', 'refused', 'destroyed')),
    language text not null check (language in ('nl', 'en')),
    sender_name text not null,
    sender_email text not null,
    sender_organisation text,
    sender_phone text,
    contact_name text not null,
    contact_email text not null,
    share bytea,                    -- the server's half, sealed under the master key; null once destroyed
    message bytea,                  -- sealed under the manifest key; from submission until delivery
    manifest bytea,                 -- sealed under the manifest key; from delivery
    document_count integer not null default 0, -- from submission, for pages that hold no key any more
    created_at timestamptz not null,
    submitted_at timestamptz,
    delivered_at timestamptz,
    opened_at timestamptz,          -- first time the signed-in addressee saw it
    downloaded_at timestamptz,      -- when the last delivered document had been downloaded completely
    expires_at timestamptz not null
);
create index transfer_expiry on transfer (expires_at) where state <> 'destroyed';

create table document (
    id uuid primary key,
    transfer_id uuid not null references transfer on delete cascade,
    state text not null check (state in ('receiving', 'checking', 'accepted', 'refused')),
    refusal text,
    length bigint not null check (length >= 0),
    upload_offset bigint not null default 0 check (upload_offset between 0 and length),
    rest bytea,                     -- sealed: what was acknowledged of a segment that is not full yet
    epoch bigint not null default 0, -- fence: only the writer that holds the newest epoch may move the offset, only its reader settle the check
    entry bytea not null,           -- sealed under the manifest key: name and upload metadata
    digests bytea,                  -- sealed under the manifest key: SHA-256, CRC-32 and the digest over IVs and tags
    check_due timestamptz,          -- while checking: not before this may a reader take it; later than now while one has it
    check_failures integer not null default 0, -- readings in which the disk failed
    created_at timestamptz not null,
    updated_at timestamptz not null,
    downloaded_at timestamptz
);
create index document_of_transfer on document (transfer_id, created_at);
create index document_to_check on document (updated_at) where state = 'checking';

create table link (
    id bytea primary key check (octet_length(id) = 16),
    transfer_id uuid not null references transfer on delete cascade,
    kind text not null check (kind in ('upload', 'download', 'report')),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index link_of_transfer on link (transfer_id, kind);

-- A key of the transfer, sealed under a link's secret and the server's share together ('pending': under master key and share).
create table slot (
    transfer_id uuid not null references transfer on delete cascade,
    link_id bytea references link on delete cascade,
    kind text not null check (kind in ('upload', 'download', 'report', 'reissue', 'pending')),
    sealed bytea not null,
    unique nulls not distinct (transfer_id, link_id, kind)
);

create table staff (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    mobile text not null check (mobile ~ '^\+[1-9][0-9]{6,14}$'),
    password_hash text not null,
    created_at timestamptz not null,
    disabled_at timestamptz
);

create table department (
    email text primary key check (email = lower(email)),
    name text not null
);

create table department_member (
    department_email text not null references department on delete cascade,
    staff_id uuid not null references staff on delete cascade,
    primary key (department_email, staff_id)
);

-- A browser's session; id is derived from the cookie, which is stored nowhere.
create table session (
    id bytea primary key,
    staff_id uuid references staff on delete cascade,         -- signed in
    candidate_id uuid references staff on delete cascade,     -- password was right, code not yet given
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

-- What a session may do for one transfer, got by opening a link. The key is sealed under cookie and share; null once the link has died.
create table session_grant (
    session_id bytea not null references session on delete cascade on update cascade,
    link_id bytea not null,
    transfer_id uuid not null references transfer on delete cascade,
    kind text not null check (kind in ('upload', 'download', 'report')),
    sealed_key bytea,
    opened_at timestamptz not null,
    primary key (session_id, link_id)
);
create index session_grant_of_transfer on session_grant (transfer_id);

-- The newest sign-in code of a session; a new one takes its place.
create table code (
    session_id bytea primary key references session on delete cascade on update cascade,
    id uuid not null unique,        -- of this one code; its hash is bound to it
    staff_id uuid not null references staff on delete cascade,
    hash bytea not null,
    tries integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

-- Mails and text messages that are due, written in the transaction that makes them so.
create table outbox (
    id uuid primary key,
    channel text not null check (channel in ('mail', 'sms')),
    transfer_id uuid references transfer on delete cascade,
    template text not null,
    language text not null check (language in ('nl', 'en')),
    recipient text not null,
    payload bytea,                  -- sealed under the master key: what fills the template; wiped once accepted
    state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'expired')),
    attempts integer not null default 0,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    refusal text,                   -- the other server's status code only
    created_at timestamptz not null,
    settled_at timestamptz
);
create index outbox_due on outbox (channel, due_at) where state = 'waiting';
create index outbox_of_transfer on outbox (transfer_id);

create table event (
    id bigint generated always as identity primary key,
    transfer_id uuid not null references transfer on delete cascade,
    at timestamptz not null,
    kind text not null,
    document_id uuid,
    staff_id uuid,
    outbox_id uuid
);
create index event_of_transfer on event (transfer_id, id);

-- How far a session has received a document without a gap; a download is whole when this reaches the length.
create table download (
    session_id bytea not null references session on delete cascade on update cascade,
    document_id uuid not null references document on delete cascade,
    received bigint not null default 0,
    primary key (session_id, document_id)
);

-- Counted acts, for the limits. The key is a keyed hash: no address or source can be read back.
create table throttle (
    key bytea not null,
    period_start timestamptz not null,
    hits integer not null,
    primary key (key, period_start)
);
create index throttle_age on throttle (period_start);
