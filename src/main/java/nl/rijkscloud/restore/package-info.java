/**
 * A database that was put back from a backup: the portal waits until an operator has looked, and then ends what had
 * ended, voids what could be used twice, and goes on. Safe for use from any thread.
 */
package nl.rijkscloud.restore;
