/**
 * The audit log: one line for each act that matters, chained by MACs so that every later change shows. Features write
 * it in the transaction of the act, the custodian maintains it, operators and the privacy officer read and verify it.
 * It holds words, ids and numbers only.
 */
package nl.rijkscloud.audit;
