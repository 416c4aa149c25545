/**
 * Staff divide their work by read marks, by taking up transfers for their department, and by
 * deputies. All of it is metadata; nothing here opens a document.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.triage;
