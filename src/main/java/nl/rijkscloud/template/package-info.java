/**
 * Texts that a department uses repeatedly, for requests and messages. Every member reads, saves and removes those of
 * their departments; nobody else knows of them. They are stored in the clear, because they are about no person. Every
 * type here may be used from any thread.
 */
package nl.rijkscloud.template;
