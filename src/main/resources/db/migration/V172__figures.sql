-- Counts for the organisation, without people: how many of what on a day in Dutch time, of a kind and a department. They stay when the transfers behind them go.
-- department is the address of a department, or empty where there is none or more than one. A first download, an answer and an end
-- without either are counted on the day of the delivery or request, so that the rows of a day add up.
create table figure (
    day date not null,
    kind text not null,             -- of the transfer
    department text not null,
    what text not null,             -- asked, answered, unanswered, cancelled, delivered, refused, collected, expired, withdrawn
    band text not null,             -- of a delivery its size, of a first download how long it took; else empty
    number bigint not null,
    documents bigint not null,
    bytes bigint not null,
    primary key (day, kind, department, what, band)
);

-- The same, one row for each fact, written in the transaction of the fact. A chore adds them up, so that no fact waits for the row of another.
create table new_figure (
    id bigint generated always as identity primary key,
    day date not null,
    kind text not null,
    department text not null,
    what text not null,
    band text not null default '',
    number bigint not null default 1,
    documents bigint not null default 0,
    bytes bigint not null default 0
);

-- Both together are exact at any moment.
create view figure_now as
select day, kind, department, what, band, number, documents, bytes from figure
union all select day, kind, department, what, band, number, documents, bytes from new_figure;

-- What is not known yet: who of a delivery has the first document, and whether a request is answered. The row goes when it is, or with the transfer. It keeps
-- day and department, so that a person who changes departments meanwhile moves no figure.
create table awaited (
    transfer_id uuid not null references transfer on delete cascade,
    what text not null check (what in ('download', 'answer')),
    kind text not null,
    department text not null,
    since timestamptz not null,
    primary key (transfer_id, what)
);

-- The department of an address: itself, or the only one that its owner is a member of.
create function department_of(address text) returns text language sql stable as $$
    select coalesce(
        (select email from department where email = lower(address)),
        (select min(m.department_email) from staff s join department_member m on m.staff_id = s.id
            where s.email = lower(address) having count(*) = 1),
        '')
$$;

create function dutch_day(at timestamptz) returns date language sql stable as $$
    select (at at time zone 'Europe/Amsterdam')::date
$$;

create function count_transfer() returns trigger language plpgsql as $$
declare
    ours text := department_of(case new.kind when 'sent' then new.sender_email else new.contact_email end);
    delivered timestamptz := coalesce(new.delivered_at, now());
    size bigint;
begin
    if new.state = 'delivered' then
        select coalesce(sum(length), 0) into size from document where transfer_id = new.id and state = 'accepted';
        insert into new_figure (day, kind, department, what, band, documents, bytes)
        values (dutch_day(delivered), new.kind, ours, 'delivered',
            case when size < 10000000 then 'small' when size < 100000000 then 'medium' when size < 1000000000 then 'large' else 'huge' end,
            new.document_count, size);
        insert into awaited (transfer_id, what, kind, department, since)
        values (new.id, 'download', new.kind, ours, delivered) on conflict do nothing;
    elsif new.state = 'refused' then
        insert into new_figure (day, kind, department, what) values (dutch_day(delivered), new.kind, ours, 'refused');
    else
        with in_vain as (delete from awaited where transfer_id = new.id returning *)
        insert into new_figure (day, kind, department, what)
        select dutch_day(since), kind, department, case what when 'download'
            then case new.state when 'destroyed' then 'expired' else 'withdrawn' end
            else case new.state when 'destroyed' then 'unanswered' else 'cancelled' end end
        from in_vain;
    end if;
    return null;
end $$;
create trigger count_transfer after update on transfer for each row
    when (old.state <> new.state and new.state in ('delivered', 'refused', 'destroyed', 'withdrawn')) execute function count_transfer();

create function count_download() returns trigger language plpgsql as $$
begin
    with first as (delete from awaited where transfer_id = new.transfer_id and what = 'download' returning *)
    insert into new_figure (day, kind, department, what, band)
    select dutch_day(since), kind, department, 'collected',
        case when new.at <= since + interval '1 hour' then 'hour' when new.at <= since + interval '24 hours' then 'day'
            when new.at <= since + interval '72 hours' then 'three-days' when new.at <= since + interval '168 hours' then 'week' else 'later' end
    from first;
    return null;
end $$;
create trigger count_download after insert on event for each row
    when (new.kind = 'document-downloaded') execute function count_download();

-- A request is counted once, however many answers it gets.
create function count_asked() returns trigger language plpgsql as $$
begin
    with asked as (
        insert into awaited (transfer_id, what, kind, department, since)
        select id, 'answer', kind, department_of(contact_email), created_at from transfer where id = new.transfer_id returning *)
    insert into new_figure (day, kind, department, what) select dutch_day(since), kind, department, 'asked' from asked;
    return null;
end $$;
create trigger count_asked after insert on request for each row
    when (new.series = new.transfer_id and new.answered_at is null) execute function count_asked();

create function count_answered() returns trigger language plpgsql as $$
begin
    with answered as (delete from awaited where transfer_id = new.transfer_id and what = 'answer' returning *)
    insert into new_figure (day, kind, department, what) select dutch_day(since), kind, department, 'answered' from answered;
    return null;
end $$;
create trigger count_answered after update on request for each row
    when (old.answered_at is null and new.answered_at is not null) execute function count_answered();
