/**
 * Tells the kind of a document from some of its bytes, and if that goes with its name. Knows the JDK and Apache Tika
 * only.
 */
package nl.rijkscloud.content;
