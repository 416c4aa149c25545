/**
 * Documents that outsiders sent count as received, even while nobody has downloaded them: they are kept up to the
 * latest end of their links, and people are reminded of them in steps before they are destroyed.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.uncollected;
