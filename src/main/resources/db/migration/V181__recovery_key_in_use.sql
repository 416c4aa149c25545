-- The recovery key to which servers seal, as its id is shown; null while there is none. A start with another one writes a line of the audit log.
alter table installation
    add column recovery_key text check (recovery_key ~ '^[0-9a-f]{2}(-[0-9a-f]{2}){7}$'),
    add column recovery_key_since timestamptz;      -- when a server first started with it, or without one
