-- The audit log: who did what to what, from where, when, with what result. Each line carries a MAC over itself and the MAC of the line before, under
-- a key that is not in this database. No column can hold text that somebody wrote: the words are the portal's own. No reference to other tables: lines
-- outlive what they are about.
create table audit_entry (
    seq bigint primary key check (seq > 0), -- without gaps
    at timestamptz not null,
    action text not null check (action ~ '^[a-z-]{1,40}$'),
    result text not null check (result ~ '^[a-z-]{1,40}$'),
    actor text not null check (actor ~ '^[a-z-]{1,40}$'),
    actor_id uuid,                          -- of a link or of a member of staff
    source text check (source ~ '^[0-9a-f.:/]{2,50}$'),
    transfer_id uuid,
    subject text check (subject ~ '^[a-z-]{1,40}$'),
    subject_id uuid,
    unit text check (unit ~ '^[a-z-]{1,40}$'),
    number bigint check ((number is null) = (unit is null)),
    mac bytea not null check (octet_length(mac) = 32)
);
create index audit_entry_time on audit_entry (at);
create index audit_entry_transfer on audit_entry (transfer_id, seq) where transfer_id is not null;
create index audit_entry_actor on audit_entry (actor_id, seq) where actor_id is not null;
create index audit_entry_action on audit_entry (action, seq);

-- Where the log ends, and where it begins once old lines have been forgotten. Sealed under the same key, so that neither end can be moved unseen.
create table audit_mark (
    name text primary key check (name in ('start', 'head')),
    seq bigint not null check (seq >= 0),
    mac bytea not null check (octet_length(mac) = 32), -- of the line with this number
    seal bytea not null check (octet_length(seal) = 32)
);

-- Acts that can be repeated at will, such as presenting a wrong link: the first of its kind in a minute is a line at once, here the others are counted
-- until the minute is over and become one more line.
create table audit_tally (
    minute timestamptz not null,
    action text not null,
    result text not null,
    actor text not null,
    actor_id uuid,
    source text,
    transfer_id uuid,
    subject text,
    subject_id uuid,
    times bigint not null,
    unique nulls not distinct (minute, action, result, actor, actor_id, source, transfer_id, subject, subject_id)
);

-- What follows keeps the portal's own mistakes and a careless hand away. The owner of a table can drop its triggers: then the MACs tell.
create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end $$;

create function audit_refuse_delete() returns trigger language plpgsql as $$
begin
    if old.seq <= (select seq from audit_mark where name = 'start') then
        return old;
    end if;
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end $$;

create function audit_mark_forward() returns trigger language plpgsql as $$
begin
    if new.name = old.name and new.seq > old.seq then
        return new;
    end if;
    raise exception 'the ends of the audit log only move forward' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_no_update before update on audit_entry for each statement execute function audit_refuse();
create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function audit_refuse();
create trigger audit_entry_no_delete before delete on audit_entry for each row execute function audit_refuse_delete();
create trigger audit_mark_forward before update on audit_mark for each row execute function audit_mark_forward();
create trigger audit_mark_no_delete before delete on audit_mark for each statement execute function audit_refuse();
create trigger audit_mark_no_truncate before truncate on audit_mark for each statement execute function audit_refuse();
