-- Hashes of codes get a new key with the master key too.
insert into key_generation (purpose, version, current_since) values ('code', 1, now());
