/**
 * Staff ask outsiders for documents: one person, or everybody in a list; reminders, the upload link again, and further
 * answers to the same request.
 *
 * <p>A request is a row beside its transfer. Its text is sealed under a period key, and is wiped once the request has
 * been answered. There is never more than one open transfer per request. Every type here may be used from any thread.
 */
package nl.rijkscloud.request;
