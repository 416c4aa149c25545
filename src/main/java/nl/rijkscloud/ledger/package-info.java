/**
 * The destruction ledger: a record outside the database of destroyed and withdrawn transfers, and of the database's
 * position. A start compares both: a database that was put back from a backup is older than its ledger. All types are
 * safe for use from any thread.
 */
package nl.rijkscloud.ledger;
