/**
 * Documents as rows: those that were announced, those whose bytes come, and those that have been checked; their names
 * and digests are sealed. Invariant: a document's state only goes forward, from receiving over checking to accepted or
 * refused. Stores take the caller's connection, so that the caller decides what belongs in one transaction; all types
 * are safe for use from any thread.
 */
package nl.rijkscloud.document;
