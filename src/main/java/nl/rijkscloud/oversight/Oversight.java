package nl.rijkscloud.oversight;

/** The services by which staff look at transfers and change them. */
record Oversight(
        Listings listings, Dossiers dossiers, TransferWithdrawal withdrawal, ExpiryExtension extension,
        RecipientSharing sharing) {}
