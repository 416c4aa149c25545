/**
 * How staff divide their work: who has read what, who of a department takes up what, and who
 * stands in for whom. It moves metadata only; nothing here opens a document.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.triage;
