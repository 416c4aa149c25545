-- When bytes of an upload last came under this session: while they come, the upload goes on past expires_at.
alter table session add column uploaded_at timestamptz;
