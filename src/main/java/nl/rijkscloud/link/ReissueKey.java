package nl.rijkscloud.link;

import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/** The keys with which another link to a delivered transfer is issued. */
public record ReissueKey(Share share, TransferKey key) {}
