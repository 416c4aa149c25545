/**
 * The items that a request asks for, and the sender's answer to each: sent along, later, or not applicable.
 *
 * <p>States are rows in the clear, which staff, reminders and lists count. The texts of the items lie sealed with what
 * is asked; the reasons are part of the sealed message of the transfer that gave them. Every type here may be used from
 * any thread.
 */
package nl.rijkscloud.checklist;
