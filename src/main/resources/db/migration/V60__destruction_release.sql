-- One row: somebody has looked at what is due, and lets that much be destroyed although it is more than usual.
create table destruction_release (
    one boolean primary key default true check (one),
    most integer not null,
    until timestamptz not null
);
