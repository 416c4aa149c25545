-- The bytes of a document that a recipient has been handed and that do not make up the whole yet, over all their sessions. A row goes when they do.
create table download_progress (
    recipient_id uuid not null references recipient on delete cascade,
    document_id uuid not null references document on delete cascade,
    bytes int8multirange not null,
    primary key (recipient_id, document_id)
);
create index download_progress_of_document on download_progress (document_id);

-- What sessions had from the start on. From here on a row of "download" says that the session has begun with the document;
-- "received" stays for servers of the version before, until a later migration drops it.
insert into download_progress (recipient_id, document_id, bytes)
select l.recipient_id, d.document_id, range_agg(int8range(0, d.received))
from download d
    join document doc on doc.id = d.document_id
    join session_grant g on g.session_id = d.session_id and g.transfer_id = doc.transfer_id
    join link l on l.id = g.link_id
    left join receipt r on r.recipient_id = l.recipient_id and r.document_id = d.document_id
where l.kind = 'download' and l.recipient_id is not null and d.received > 0 and r.document_id is null
group by l.recipient_id, d.document_id;
