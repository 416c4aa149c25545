/**
 * Messages that are due, as rows: written in the transaction that makes them due, claimed and delivered by a drain for
 * each channel, and wiped once they have gone out. Their contents are sealed while they wait.
 */
package nl.rijkscloud.outbox;
