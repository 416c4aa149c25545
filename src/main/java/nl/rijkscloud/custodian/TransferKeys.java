package nl.rijkscloud.custodian;

import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/** What it takes to read a transfer's documents and deliver it; both print nothing but ids. */
record TransferKeys(Share share, TransferKey key) {}
