/**
 * How staff divide their work: who has read what. It moves metadata only; nothing here opens a document.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.triage;
