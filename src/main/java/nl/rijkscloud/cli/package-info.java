/** Commands for operators. Each is one class with its exit codes; none changes the schema. */
package nl.rijkscloud.cli;
