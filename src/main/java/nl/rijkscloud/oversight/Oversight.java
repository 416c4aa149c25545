package nl.rijkscloud.oversight;

import nl.rijkscloud.outbox.Queue;

/** What staff see of transfers and do to them. */
public record Oversight(
        Listings listings, Dossiers dossiers, TransferWithdrawal withdrawal, ExpiryExtension extension, RecipientSharing handOver, Queue queue) {}
