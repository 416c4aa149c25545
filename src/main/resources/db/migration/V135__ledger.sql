-- The destruction ledger lies outside the database; see decision 084. It carries the same mark as the folder of the documents.
alter table installation add column ledger_marked boolean not null default false; -- the mark has been written once, so it has to be there

-- How far each server has come. The ledger holds the same numbers once they are committed here: a lower one here, or none,
-- says that this database was put back from a backup.
create table ledger_node (
    node uuid primary key,
    position bigint not null default 0,
    moved_at timestamptz not null
);
