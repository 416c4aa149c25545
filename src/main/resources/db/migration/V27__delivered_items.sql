-- What the manifest says of this document, sealed under the manifest key by itself, so that fetching one document does not mean opening what is said of
-- all. Made at delivery together with the manifest; null of what was delivered before this version, for which the manifest is opened.
alter table document add column item bytea;
