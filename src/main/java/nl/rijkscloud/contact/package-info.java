/**
 * The address book of staff: outsiders to whom they send again. A contact is in the book of a department, whose members
 * all read and change it, or in that of a member of staff who is in no department; nobody else knows of it. Sending
 * copies a contact, so a later change does not reach what has been sent. Every type here may be used from any thread.
 */
package nl.rijkscloud.contact;
