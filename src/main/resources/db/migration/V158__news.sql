-- What a member of staff has to hear: a department of theirs received something, a recipient collected what they sent, or something is destroyed soon that nobody collected.
-- No words: a mail takes them when it is written. Rows go once they are told and with their transfer; those about an end stay until then, so that each end is told once.
create table news (
    staff_id uuid not null references staff on delete cascade,
    transfer_id uuid not null references transfer on delete cascade,
    kind text not null check (kind in ('received', 'collected', 'ending')),
    recipient_id uuid references recipient on delete cascade,  -- the department that received it, or the recipient who collected it
    at timestamptz not null,
    ends_at timestamptz,            -- the end that is near
    told_at timestamptz,
    unique nulls not distinct (staff_id, transfer_id, kind, recipient_id, ends_at)
);
create index news_waiting on news (staff_id) where told_at is null;
create index news_of_transfer on news (transfer_id);
create index news_of_recipient on news (recipient_id) where recipient_id is not null;

-- How a member of staff wants to hear of it: a row is made with their first news. told_at paces the mails.
create table news_choice (
    staff_id uuid primary key references staff on delete cascade,
    at_once boolean not null default false,
    told_at timestamptz             -- the newest mail
);

-- Members of a department that has received something. A department that is added after delivery is news at that moment.
create function news_of_delivery() returns trigger language plpgsql as $$
begin
    insert into news (staff_id, transfer_id, kind, recipient_id, at)
    select m.staff_id, new.id, 'received', r.id, new.delivered_at
    from recipient r join department_member m on m.department_email = lower(r.email)
    where r.transfer_id = new.id and not r.outsider and r.replaced_at is null
    on conflict do nothing;
    return null;
end $$;
create trigger news_of_delivery after update on transfer for each row
    when (old.state <> 'delivered' and new.state = 'delivered') execute function news_of_delivery();

create function news_of_sharing() returns trigger language plpgsql as $$
begin
    insert into news (staff_id, transfer_id, kind, recipient_id, at)
    select m.staff_id, t.id, 'received', new.id, greatest(t.delivered_at, now())
    from transfer t join department_member m on m.department_email = lower(new.email)
    where t.id = new.transfer_id and t.state = 'delivered'
    on conflict do nothing;
    return null;
end $$;
create trigger news_of_sharing after insert on recipient for each row
    when (not new.outsider) execute function news_of_sharing();

create function news_of_collection() returns trigger language plpgsql as $$
begin
    insert into news (staff_id, transfer_id, kind, recipient_id, at)
    select t.owner_id, t.id, 'collected', new.id, new.downloaded_at
    from transfer t where t.id = new.transfer_id and t.kind = 'sent' and t.owner_id is not null
    on conflict do nothing;
    return null;
end $$;
create trigger news_of_collection after update on recipient for each row
    when (new.outsider and old.downloaded_at is null and new.downloaded_at is not null)
    execute function news_of_collection();

-- Of what has ended there is no news.
create function forget_news() returns trigger language plpgsql as $$
begin
    delete from news where transfer_id = new.id;
    return null;
end $$;
create trigger forget_news after update on transfer for each row
    when (old.state = 'delivered' and new.state in ('withdrawn', 'destroyed')) execute function forget_news();
