-- One row: an operator has looked at a database that was put back from a backup, and lets the portal make it safe and go on.
create table restore_release (
    one boolean primary key default true check (one),
    until timestamptz not null
);
