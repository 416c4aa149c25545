/**
 * The ground that every room stands on while the portal runs: one {@link nl.rijkscloud.platform.Platform}, made at the
 * start.
 */
package nl.rijkscloud.platform;
