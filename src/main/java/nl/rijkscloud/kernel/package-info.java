/**
 * The parts that every room uses: expected failures, loops over futures, periodic tasks, news on the bus, the
 * language and time zone of people, and the sources that limits count. It knows no other room. Types are immutable or
 * safe for use from any thread.
 */
package nl.rijkscloud.kernel;
