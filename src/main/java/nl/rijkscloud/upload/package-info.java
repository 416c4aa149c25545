/**
 * Receiving documents: the tus protocol, the rows of documents while their bytes come, and the way of the bytes to
 * disk. Invariant: the offset in a document's row never exceeds what is synced to disk, and only the writer of the
 * row's epoch moves it. Services are safe for use from any thread; what belongs to one request ({@link
 * nl.rijkscloud.upload.UploadStream}) is confined to that request's event loop.
 */
package nl.rijkscloud.upload;
