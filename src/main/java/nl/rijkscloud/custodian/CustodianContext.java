package nl.rijkscloud.custodian;

import java.time.InstantSource;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Slots;

/** The parts that the custodian needs. */
record CustodianContext(
        Database database, DocumentStore documents, TransferStore transfers, Links links, Slots slots,
        Delivery delivery, TransferTermination ending, ActiveStreams running, Outbox outbox, BlobStore blobs, Aead aead,
        Config.Documents config, Audit audit, Bus bus, InstantSource clock, DestructionBrake brake) {}
