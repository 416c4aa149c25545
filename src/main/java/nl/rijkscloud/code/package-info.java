/**
 * Codes of six digits by text message: for the second step of a sign-in, and for outsiders who receive documents. The
 * database holds a keyed hash of a code; every count of tries is in the database too, so that a restart or another
 * node gives no further tries. The room knows a receiver, and no transfer. Any thread may call its services.
 */
package nl.rijkscloud.code;
