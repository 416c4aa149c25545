/**
 * Checks before a start: everything the server needs from its surroundings, reported at once as sentences for the
 * operator. A finding either stops the start, makes it wait, or warns. Checks block.
 */
package nl.rijkscloud.startup;
