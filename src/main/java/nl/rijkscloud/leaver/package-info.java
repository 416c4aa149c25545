/**
 * A member of staff leaves the organisation: lists their transfers and hands them over to a colleague. One command uses
 * it.
 */
package nl.rijkscloud.leaver;
