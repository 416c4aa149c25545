-- What a document's content is, sealed under the manifest key like its digests; null while nobody has looked.
alter table document add column judgement bytea;
