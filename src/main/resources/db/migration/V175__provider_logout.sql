-- Sign-outs that the identity provider tells (OpenID Connect Back-Channel Logout 1.0): decision 110.
-- SHA-256 of the provider's id of its own session; null after a sign-in with a password, or if the provider named none.
alter table session add column provider_session bytea;
create index session_of_provider on session (provider_session) where provider_session is not null;

-- A row for each logout token that was accepted. Its id is the SHA-256 of the token's: no server accepts it again. The other two say
-- whose sign-in comes too late when it was on its way meanwhile.
create table provider_logout (
    id bytea primary key,
    identity bytea,         -- SHA-256 of issuer and subject
    provider_session bytea, -- as in session
    issued_at timestamptz not null,
    expires_at timestamptz not null
);
create index provider_logout_expiry on provider_logout (expires_at);
