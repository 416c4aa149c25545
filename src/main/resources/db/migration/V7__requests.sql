-- What staff ask an outsider for: one row for each transfer of kind 'requested'. Who asked whom is in the transfer.
create table request (
    transfer_id uuid primary key references transfer on delete cascade,
    series uuid not null,           -- the first transfer of the request; its own id, but for a further answer to the same request
    asked bytea,                    -- explanation and reference, sealed under master key and share; wiped when answered or gone
    repeat boolean not null,        -- may be answered several times until ends_at
    deadline date,                  -- in Dutch time; null when none was given
    ends_at timestamptz not null,   -- until when documents can be sent: the end of the deadline's day
    max_size bigint check (max_size > 0), -- bytes of one document; null: what the portal takes
    remind_at timestamptz,          -- null: no reminder
    reminded_at timestamptz,
    answered_at timestamptz         -- the first answer to the request, in this transfer or in an earlier one of the series
);
create index request_series on request (series);
create index request_outstanding on request (ends_at) where answered_at is null;
create index request_to_remind on request (remind_at) where reminded_at is null and answered_at is null;
