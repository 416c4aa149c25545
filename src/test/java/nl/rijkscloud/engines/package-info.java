/**
 * The journeys in browsers other than Chromium: Firefox by WebDriver BiDi, WebKit by WebDriver. They are Debian's own
 * browsers, driven without a library between, and slow: these tests run in {@code .ci/soak}. Everything blocks; one
 * thread per engine.
 */
package nl.rijkscloud.engines;
