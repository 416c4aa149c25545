-- The folder of the documents carries this id in a file, so that an empty mount point or another portal's folder is not taken for it.
alter table installation
    add column folder_mark uuid not null default gen_random_uuid(),
    add column folder_marked boolean not null default false; -- the file has been written once, so it has to be there
