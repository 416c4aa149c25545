/**
 * The fate of mails after our mail server has taken them. Every mail has a return address of its own with a secret in
 * it; reports to these addresses are read from a mailbox. Nothing here logs an address or a text.
 */
package nl.rijkscloud.bounce;
