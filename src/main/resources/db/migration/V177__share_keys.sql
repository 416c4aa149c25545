-- The generations of keys that a change of the master key replaces while servers run. A version here has its bytes in purpose_key. It is made without
-- current_since, gets that once every running server knows it, and is deleted when nothing lies under it any more.
create table key_generation (
    purpose text not null check (purpose ~ '^[a-z-]{1,40}$'),
    version integer not null check (version > 0),
    current_since timestamptz,
    primary key (purpose, version)
);
insert into key_generation (purpose, version, current_since) values ('share', 1, now());

-- The newest key for shares that a running server knows; null for a version of the portal that knows the first one only.
alter table key_server add column share_version integer;

-- The version of the key over a share: sealed bytes begin with 'RKS1' and the version, but for those of version 1, which are shorter.
create function share_version(share bytea) returns integer language sql immutable strict parallel safe as $$
    select case when octet_length(share) = 68 and substring(share from 1 for 4) = '\x524b5331'::bytea
        then (get_byte(share, 4) << 24) | (get_byte(share, 5) << 16) | (get_byte(share, 6) << 8) | get_byte(share, 7)
        else 1 end
$$;
create index transfer_of_share_version on transfer (share_version(share), id) where share is not null;

-- No share is written under a key that is gone, by whatever server; and the key's row cannot go before a transaction that has written one ends.
create function share_needs_its_key() returns trigger language plpgsql as $$
begin
    perform from key_generation where purpose = 'share' and version = share_version(new.share) for key share;
    if not found then
        raise exception 'a share was sealed under a key that is gone' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger share_needs_its_key before insert or update of share on transfer for each row
    when (new.share is not null) execute function share_needs_its_key();
