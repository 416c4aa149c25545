-- The master key of each running server, which reports every minute: a rotation does not end while one of them has the old key only.
create table key_server (
    id uuid primary key,
    master bytea not null check (octet_length(master) = 16),
    seen_at timestamptz not null
);

-- A new section of the audit log seals its beginning anew, at the same place.
create or replace function audit_mark_forward() returns trigger language plpgsql as $$
begin
    if new.name = old.name and (new.seq > old.seq or new.seq = old.seq and new.mac = old.mac and new.seal <> old.seal) then
        return new;
    end if;
    raise exception 'the ends of the audit log only move forward' using errcode = 'insufficient_privilege';
end $$;
