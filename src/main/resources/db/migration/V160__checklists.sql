-- The items of a request that is a checklist, and what its sender said of each. The texts lie with what is asked, the reasons with the part's message: both
-- sealed. A series without rows is a request without a checklist.
create table checklist_item (
    series uuid not null references transfer on delete cascade, -- the first transfer of the request
    position smallint not null check (position between 1 and 50),
    state text not null default 'missing' check (state in ('missing', 'received', 'later', 'not-applicable')),
    transfer_id uuid references transfer on delete cascade, -- the part that said so; null while nothing was said
    said_at timestamptz,
    primary key (series, position)
);

-- A reminder is due for a further part too. One that has been answered is not due any more.
update request set remind_at = null where answered_at is not null and reminded_at is null;
create index request_reminder_due on request (remind_at) where reminded_at is null and remind_at is not null;
