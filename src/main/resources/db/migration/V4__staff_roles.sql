alter table staff
    add column roles text[] not null default '{medewerker}'
        check (roles <@ array['medewerker', 'beheerder', 'functionaris']),
    add column identity text unique,    -- issuer and subject at the identity provider; null until the first sign-in there
    alter column mobile drop not null,  -- whoever signs in with an identity provider gets no code from us
    alter column password_hash drop not null;

-- Returns from the identity provider that have been used; none counts twice. The id is derived from the browser's cookie.
create table sign_in_used (
    id bytea primary key,
    expires_at timestamptz not null
);
create index sign_in_used_expiry on sign_in_used (expires_at);
