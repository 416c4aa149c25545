/**
 * A database that was put back from a backup: the portal waits until an operator has looked, and then ends the
 * transfers that had ended, voids codes and sessions, and continues. Safe for use from any thread.
 */
package nl.rijkscloud.restore;
