/**
 * Figures for the organisation: the number of transfers and requests of each month, kind and department, their sizes
 * and the time to the first download. Triggers of the database write one row for each fact, in its transaction.
 * No row names a person or a transfer.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.statistics;
