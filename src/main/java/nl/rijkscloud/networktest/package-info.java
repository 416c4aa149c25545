/**
 * The addresses that the page {@code /test} asks, to find out if a network lets documents through. They store nothing,
 * know no session and read no cookie. Event loop; no state.
 */
package nl.rijkscloud.networktest;
