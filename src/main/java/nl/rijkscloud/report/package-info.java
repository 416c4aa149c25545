/**
 * The report that a sender sees of a transfer, and what they do from its page: send a recipient a new link, or send the
 * documents to a corrected address.
 *
 * <p>A report link opens names and message, never documents. Making a new link takes the secret of the mailed report
 * link, because the server cannot open the transfer's key without it. Reports are read on virtual threads; every other
 * type may be used from any thread.
 */
package nl.rijkscloud.report;
