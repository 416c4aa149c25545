/**
 * The transfer, which all journeys share: its row, its recipients and message, its manifest and delivery, and how it
 * ends. Invariant: every change of a transfer's state happens under a lock on its row. Classes that take a connection
 * do their work in the caller's transaction; all types are safe for use from any thread.
 */
package nl.rijkscloud.transfer;
