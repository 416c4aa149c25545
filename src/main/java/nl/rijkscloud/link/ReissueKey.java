package nl.rijkscloud.link;

import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/** What it takes to issue a link for a delivered transfer. */
public record ReissueKey(Share share, TransferKey key) {}
