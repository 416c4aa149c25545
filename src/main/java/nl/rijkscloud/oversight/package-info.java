/**
 * Staff look at transfers and change them: lists, the page of one transfer, withdrawing, extending, sharing, and the
 * queues of messages for operators.
 *
 * <p>A list shows nothing that needs a key. Names and message appear only after this browser has opened a link of the
 * transfer, and only a download grant can make a new link. Every type here may be used from any thread.
 */
package nl.rijkscloud.oversight;
