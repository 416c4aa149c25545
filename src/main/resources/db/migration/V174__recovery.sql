-- The recovery slot holds the transfer's key under the recovery key and the share. It has no link, like the pending slot.
alter table slot drop constraint slot_kind_check,
    add constraint slot_kind_check check (kind in ('upload', 'download', 'report', 'reissue', 'pending', 'phone', 'recovery'));

-- A recovery slot that was handed to the custodians. It may come back once, as a link of the kind that the export was made for.
create table recovery_export (
    id uuid primary key,
    transfer_id uuid not null references transfer (id),
    recipient_id uuid references recipient (id),    -- whom the download link is for; null for a report link
    not_after timestamptz not null,                 -- the moment to which the link's slots are bound
    exported_at timestamptz not null,
    imported_at timestamptz
);
create index recovery_export_of_transfer on recovery_export (transfer_id);
