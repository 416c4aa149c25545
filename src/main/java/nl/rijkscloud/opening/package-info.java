/**
 * An outsider or employee opens a mailed link, and an outsider who receives documents fills in the code of the text
 * message. Opening changes nothing of a transfer, so that a mail scanner that opens links does no harm; only a press of
 * a button sends a code. Handlers run on the event loop of their connection and hold no state.
 */
package nl.rijkscloud.opening;
