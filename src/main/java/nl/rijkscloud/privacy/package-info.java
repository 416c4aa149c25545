/**
 * The privacy officer's questions: which data is kept about a person and how long, and who did what.
 *
 * <p>Each search and each look at the audit log is recorded before its answer is sent. A search compares whole
 * addresses and numbers, never parts of them, and shows no content. Every type here may be used from any thread.
 */
package nl.rijkscloud.privacy;
