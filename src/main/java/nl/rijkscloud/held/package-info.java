/**
 * Documents that wait for the virus scanner: a beheerder sees them, by number and without names, and decides about
 * each. The custodian carries a decision out. Every type here may be used from any thread.
 */
package nl.rijkscloud.held;
