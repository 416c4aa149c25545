/**
 * The configuration: read once, checked whole, and reported with every mistake at once. It knows no other room but
 * {@code typed}.
 */
package nl.rijkscloud.config;
