/**
 * Accounts of staff, their roles and departments, and their passwords. A wrong password, an unknown account and a
 * disabled one answer alike and take the same time. Password hashes run on their own worker threads; any thread may
 * call the services.
 */
package nl.rijkscloud.staff;
