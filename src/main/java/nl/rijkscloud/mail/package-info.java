/**
 * Mails: templates rendered as plain text and HTML, and the conversation with the mail server. Only this room uses the
 * mail client. Nothing here logs an address or a text.
 */
package nl.rijkscloud.mail;
