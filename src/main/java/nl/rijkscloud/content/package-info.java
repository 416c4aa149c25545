/** What a document is, told from some of its bytes, and whether its name may have that. Knows the JDK and Apache Tika only. */
package nl.rijkscloud.content;
