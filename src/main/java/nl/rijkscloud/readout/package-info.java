/**
 * A member of staff reads a code out on the phone to a recipient without a mobile phone, once a colleague has approved.
 * Roles, departments, the lock of the recipient and the age of their number count anew at each of the three acts: to
 * ask, to approve, to be shown the code. The caller's answers are stored nowhere. Handlers run on the event loop of
 * their connection and hold no state.
 */
package nl.rijkscloud.readout;
