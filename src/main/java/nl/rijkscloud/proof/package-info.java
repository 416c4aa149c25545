/**
 * Proof that needs no trust in the portal: statements that documents were destroyed, and heads of days that show when a
 * statement existed. Every type is safe for use from any thread.
 */
package nl.rijkscloud.proof;
