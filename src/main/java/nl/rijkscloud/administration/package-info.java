/**
 * The beheerder's pages besides the queues: accounts and departments, and the settings to look at. Every type here may
 * be used from any thread.
 */
package nl.rijkscloud.administration;
