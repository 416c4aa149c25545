/**
 * Staff send documents to outsiders: the draft that they fill in, and corrections of a recipient after it has been
 * sent.
 *
 * <p>A draft is a transfer of kind {@code SENT} that is still open. No link opens it; only its owner, signed in, has
 * access. Submitting it is the work of {@code compose}. Every type here may be used from any thread.
 */
package nl.rijkscloud.sending;
