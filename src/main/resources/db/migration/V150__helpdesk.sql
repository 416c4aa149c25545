-- The role of a help desk: it sees what happened to a transfer that somebody calls about, and nothing else.
alter table staff drop constraint staff_roles_check;
alter table staff add constraint staff_roles_check
    check (roles <@ array['medewerker', 'beheerder', 'functionaris', 'helpdesk']);
