-- The address book: outsiders to whom staff send again, each in the book of a department, or of one member of staff
-- who is in none. Names, addresses and numbers lie in the clear, as those of recipients do.
create table contact (
    id uuid primary key,
    department text references department (email) on update cascade on delete cascade,
    owner_id uuid references staff on delete cascade,
    name text not null,
    organisation text,
    email text not null,
    mobile text,
    language text,
    number_since timestamptz not null, -- since when this number belongs to this address
    number_by uuid references staff on delete set null,
    number_replaced boolean not null,  -- the address had another number before
    created_at timestamptz not null,
    used_at timestamptz not null,      -- last saved, or seen at a last look before sending
    check ((department is null) <> (owner_id is null))
);
create unique index contact_of_department on contact (department, lower(email)) where department is not null;
create unique index contact_of_owner on contact (owner_id, lower(email)) where owner_id is not null;
create index contact_email on contact (lower(email));
create index contact_mobile on contact (mobile);
create index contact_used on contact (used_at);
