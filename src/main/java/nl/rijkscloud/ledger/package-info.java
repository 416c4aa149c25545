/**
 * The destruction ledger: a record outside the database of what was destroyed and withdrawn, and of how far the
 * database had come. A start compares both: a database that was put back from a backup is older than its ledger. All
 * types are safe for use from any thread.
 */
package nl.rijkscloud.ledger;
