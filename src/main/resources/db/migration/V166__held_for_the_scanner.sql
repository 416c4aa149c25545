-- A document that was read back while the virus scanner was away waits for it, for a time that the configuration limits. It stays in the state "checking",
-- comes back by check_due as others do, and keeps the moment since which it waits.
alter table document add column scan_held_since timestamptz;
-- How often it was read and the scanner gave no answer: a document that breaks the scanner must not do so for hours.
alter table document add column scan_tries smallint not null default 0;
