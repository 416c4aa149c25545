/**
 * HTML pages, their texts and assets, rendered once at start-up for both languages. Immutable after that; event loops
 * of all connections share them.
 */
package nl.rijkscloud.pages;
