/**
 * A recipient reads a delivered transfer and downloads its documents. This room answers the requests and records what
 * each recipient has been handed; {@code stream} turns stored documents into bytes.
 *
 * <p>No byte of a document leaves before the audit log has a line about it. A document counts as downloaded when one
 * recipient has been handed all its bytes, over any number of responses, sessions and servers. It may count later than
 * it should, never earlier. Types here may be used from any thread unless they say otherwise.
 */
package nl.rijkscloud.download;
