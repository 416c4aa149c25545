/**
 * Limits on acts: how often a source, an address or an account may do something in a period. Counts live in the
 * database and hold on all nodes; subjects are stored as keyed hashes only. Everything here is safe for use from any
 * thread.
 */
package nl.rijkscloud.limit;
