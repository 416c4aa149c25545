-- What became of a mail after the mail server had taken it, as a later server reported.
alter table outbox drop constraint outbox_delivery_check;
alter table outbox add constraint outbox_delivery_check check (delivery in ('delivered', 'failed', 'deferred', 'bounced'));
alter table outbox add column delivery_code text;       -- that server's status code (RFC 3463), such as 5.1.1

-- The address to which servers report about one mail has a secret in it; here is its SHA-256.
create table bounce_address (
    hash bytea primary key,
    outbox_id uuid not null references outbox on delete cascade,
    expires_at timestamptz not null
);
create index bounce_address_of_letter on bounce_address (outbox_id);
create index bounce_address_expiry on bounce_address (expires_at);

-- One server at a time reads the mailbox.
create table bounce_mailbox (
    single boolean primary key default true check (single),
    reader uuid,
    reads_until timestamptz not null,
    looked_at timestamptz not null      -- when it was last read to its end
);
insert into bounce_mailbox (reads_until, looked_at) values ('epoch', now());

-- A mail to a contact of ours that did not arrive: the default contact and the sender hear of it, once.
alter table outbox add column unreached_at timestamptz; -- when they were told, or it turned out that there was nothing to tell
update outbox set unreached_at = coalesce(settled_at, created_at)
    where channel = 'mail' and template = 'notification' and state in ('refused', 'expired');
create index outbox_unreached on outbox (id)
    where channel = 'mail' and template = 'notification' and unreached_at is null and (state in ('refused', 'expired') or delivery = 'bounced');
