-- Signed statements about a transfer: receipts and the like. What one says lies sealed under the manifest key of its transfer, which only links open.
create table statement (
    id uuid primary key,
    transfer_id uuid not null references transfer (id),
    kind text not null check (kind ~ '^[a-z-]{1,40}$'),
    hash bytea not null check (octet_length(hash) = 32), -- SHA-256 of the signed text, which the audit log holds too
    at timestamptz not null,
    sealed bytea                                         -- the signed text; null once the transfer has ended
);
create index statement_transfer on statement (transfer_id, at);

-- The hash of the statement that was signed about an act. The MAC of a line that has one covers it; lines without one keep their MAC.
alter table audit_entry add column statement bytea check (octet_length(statement) = 32);
