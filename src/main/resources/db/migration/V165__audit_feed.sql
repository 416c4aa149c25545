-- The last line of the audit log that went to the output of a server (audit.lines). There is no row before the first time.
create table audit_feed (
    one boolean primary key default true check (one),
    seq bigint not null
);
