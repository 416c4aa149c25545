/**
 * Keys and slots: the random key of each transfer, the two halves that open it, and the seals under them. Nothing here
 * knows a database or a file of documents. Secrets never print themselves; classes are immutable or safe for use from
 * any thread.
 */
package nl.rijkscloud.vault;
