/**
 * A member of staff leaves the organisation: what they hold, and its handing over to a colleague. One command uses it.
 */
package nl.rijkscloud.leaver;
