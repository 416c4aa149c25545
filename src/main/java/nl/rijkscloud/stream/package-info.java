/**
 * Turns stored documents into the bytes of a response: one document or a zip archive, whole or any range.
 *
 * <p>Only authenticated plaintext leaves this room, and a document is held to the digest over all its seals that was
 * recorded when it was checked. Reading and opening segments runs on worker threads; writing stays on the response's
 * event loop.
 */
package nl.rijkscloud.stream;
