package nl.rijkscloud.custodian;

import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/** The keys that read the documents of a transfer and deliver it. Both print ids only. */
record TransferKeys(Share share, TransferKey key) {}
