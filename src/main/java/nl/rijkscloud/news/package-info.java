/**
 * News for members of staff, in mails without links: their department received something, a recipient collected their
 * documents, and a transfer that nobody collected is destroyed soon. Triggers of the database write most rows, in the
 * transaction of the event; here the rows become mails, at once or once a day, as each person chose.
 *
 * <p>Every type here may be used from any thread.
 */
package nl.rijkscloud.news;
