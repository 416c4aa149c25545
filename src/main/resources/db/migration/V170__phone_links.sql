-- A link that is shown as a QR code: it opens once, for a short while, and lets a phone add documents to a transfer.
alter table link drop constraint link_kind_check,
    add constraint link_kind_check check (kind in ('upload', 'download', 'report', 'phone')),
    add column open_until timestamptz, -- null: it can be opened as long as it works, again and again
    add column opened_at timestamptz;
alter table slot drop constraint slot_kind_check,
    add constraint slot_kind_check check (kind in ('upload', 'download', 'report', 'reissue', 'pending', 'phone'));
alter table session_grant drop constraint session_grant_kind_check,
    add constraint session_grant_kind_check check (kind in ('upload', 'download', 'report', 'phone'));
