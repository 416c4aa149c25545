/**
 * Legal holds: the privacy officer keeps a transfer from being destroyed and withdrawn, with a reason and until a day.
 *
 * <p>A hold moves the end of the transfer, at most to the latest end of its links, because nothing opens the documents
 * after that. The rows of hold and transfer change under the lock on the transfer's row, so expiry and withdrawal see
 * either all of it or nothing. Every type here may be used from any thread.
 */
package nl.rijkscloud.hold;
