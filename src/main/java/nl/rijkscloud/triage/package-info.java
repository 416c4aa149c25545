/**
 * How staff divide their work: who has read what, and who of a department takes up what. It moves metadata only;
 * nothing here opens a document.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.triage;
