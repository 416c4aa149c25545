-- There is a row while the portal is closed for maintenance, on all servers. The text is the operator's, for visitors.
create table maintenance (
    one boolean primary key default true check (one),
    note text not null,
    since timestamptz not null default now()
);
