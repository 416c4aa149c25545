package nl.rijkscloud.oversight;

import nl.rijkscloud.outbox.Queue;

/** The services by which staff look at transfers and change them. */
public record Oversight(
        Listings listings, Dossiers dossiers, TransferWithdrawal withdrawal, ExpiryExtension extension,
        RecipientSharing sharing, Queue queue) {}
