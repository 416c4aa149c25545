/**
 * PostgreSQL: pools of connections by purpose, their limits and encryption, the schema, the clock that all nodes share,
 * and the meaning of failures. Safe for use from any thread.
 */
package nl.rijkscloud.db;
