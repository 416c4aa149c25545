/** Health, readiness, metrics and log hygiene, on a port of their own. */
package nl.rijkscloud.ops;
