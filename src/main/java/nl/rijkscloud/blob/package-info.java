/**
 * The store of sealed files: one file for each document, written by one writer at a time and read by any number of
 * readers. Invariant: a file is synced before a row says so, and a file that is whole is never written again.
 * Everything that touches a file blocks, so it is for worker threads; a writer or reader belongs to one thread at a
 * time.
 */
package nl.rijkscloud.blob;
