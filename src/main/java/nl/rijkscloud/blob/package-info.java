/**
 * The store of sealed documents, each written by one writer at a time and read by any number of readers. Other rooms
 * know {@link nl.rijkscloud.blob.BlobStore} and {@link nl.rijkscloud.blob.BlobPlace}; paths, locks and folders are
 * known here only. Invariant: bytes are durable before a row says so, and a document that is whole is never written
 * again. Everything that touches the store blocks, so it is for worker threads; a writer or reader belongs to one
 * thread at a time.
 */
package nl.rijkscloud.blob;
