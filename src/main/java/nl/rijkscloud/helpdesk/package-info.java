/**
 * The answers that the help desk gets when somebody calls: the states of a transfer, the likely cause of the trouble,
 * and the next step for the caller.
 *
 * <p>The caller names a transfer by its number, or themselves by a whole e-mail address or phone number. Each look is
 * recorded before its answer is sent. The answer holds states, times and counts: no names of people or documents, no
 * subjects, and no whole address but the one that was asked for. Nothing is changed, sent or opened here. Every type
 * may be used from any thread.
 */
package nl.rijkscloud.helpdesk;
