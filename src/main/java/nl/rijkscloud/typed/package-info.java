/**
 * Input that people type, paste and export: text, names, e-mail addresses, phone numbers, file names and lists. One
 * rule for each, used at every door. Immutable, safe for use from any thread.
 */
package nl.rijkscloud.typed;
