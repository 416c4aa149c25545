/**
 * The care of stored documents, without anyone's request: checks after arrival, expiry, destruction, and the
 * comparison of files and rows. It is careful before it destroys: a clock or a database that looks wrong stops it
 * until a person confirms.
 */
package nl.rijkscloud.custodian;
