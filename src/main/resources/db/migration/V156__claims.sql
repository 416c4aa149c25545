-- The member of a department who has taken up a transfer to it. Leaving the department ends the claim.
create table claim (
    transfer_id uuid primary key references transfer on delete cascade,
    department_email text not null,
    staff_id uuid not null,
    at timestamptz not null,
    foreign key (department_email, staff_id) references department_member on delete cascade
);
create index claim_of_member on claim (department_email, staff_id);

-- A closed account, or one that is no employee any more, holds no claim.
create function release_claims() returns trigger language plpgsql as $$
begin
    delete from claim where staff_id = new.id;
    return null;
end $$;
create trigger release_claims after update on staff for each row
    when (new.disabled_at is not null or not 'medewerker' = any (new.roles)) execute function release_claims();
