-- The random keys of all purposes (audit log, shares, codes and so on), each wrapped by the master key, which is in no database. The server fills this at
-- its first start: an installation from before wraps the keys that it derived from the master key until then, so that all that it has goes on opening.
create table purpose_key (
    purpose text not null check (purpose ~ '^[a-z-]{1,40}$'),
    version integer not null check (version > 0),
    master bytea not null check (octet_length(master) = 16), -- the fingerprint of the master key that wraps it
    id uuid not null,
    wrapped bytea not null check (octet_length(wrapped) = 60), -- bound to purpose, id and version
    made_at timestamptz not null default now(),
    primary key (purpose, version, master)
);

-- The purposes whose keys have been made. A key that is missing although its purpose stands here is lost, and is never made anew.
alter table installation add column purposes text[] not null default '{}';
