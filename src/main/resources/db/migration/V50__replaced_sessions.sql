-- Opening a link, giving a code and signing in give the browser another session. The one before keeps what it had for a short while after a link was
-- opened, since other tabs have requests under way; it never gets what came later.
alter table session
    add column family uuid not null default gen_random_uuid(), -- shared by the sessions that one browser had one after the other
    add column replaced_until timestamptz;                     -- until when it still opens anything; null for one that nothing has replaced
create index session_of_family on session (family);
create index session_replaced on session (replaced_until) where replaced_until is not null;
