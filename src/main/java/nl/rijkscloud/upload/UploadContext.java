package nl.rijkscloud.upload;

import java.time.InstantSource;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PartialSegments;

/** The stores and services that all uploads share. */
public record UploadContext(
        Database database, DocumentStore documents, TransferStore transfers, RequestStore requests, Links links,
        Aead aead, PartialSegments rests, Bus bus, ActiveStreams running, Audit audit, InstantSource clock) {}
