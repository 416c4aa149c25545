-- What a virus scanner said of a document. The row has only the state; what it found, with what and why not, is sealed
-- under the manifest key like the digests. Both are null until a document has been checked, and for those that an older
-- version checked: those were not scanned.
alter table document add column scan_state text check (scan_state in ('clean', 'infected', 'not-scanned'));
alter table document add column scan bytea;
