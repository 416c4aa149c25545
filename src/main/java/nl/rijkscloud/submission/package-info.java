/**
 * An outsider takes the initiative: they say who they are and to whom they want to send documents, and get an upload
 * link by mail.
 *
 * <p>The answer is the same whether or not a mail is sent, so that it does not reveal which addresses have been used
 * before. Every type here may be used from any thread.
 */
package nl.rijkscloud.submission;
