-- A transfer that must not be destroyed yet: the privacy officer says why and until when. While it holds, the transfer's end is not before it.
create table legal_hold (
    id uuid primary key,
    transfer_id uuid not null references transfer (id) on delete cascade,
    reason text not null,
    set_by uuid not null references staff (id),
    set_at timestamptz not null,
    until timestamptz not null,        -- at most the latest end of the links
    resumes_at timestamptz not null,   -- the end of the transfer without the hold
    lifted_by uuid references staff (id),
    lifted_at timestamptz              -- null while it holds, or until it is over by itself
);
create unique index legal_hold_of_transfer on legal_hold (transfer_id) where lifted_at is null;
create index legal_hold_all on legal_hold (transfer_id);
