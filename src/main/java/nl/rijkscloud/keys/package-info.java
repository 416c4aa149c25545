/**
 * The stored keys: a random key for each purpose, wrapped by the master key. A start opens them with {@link
 * nl.rijkscloud.keys.KeyOpening}; rooms get {@link nl.rijkscloud.vault.PurposeKeys} and never see the master key.
 */
package nl.rijkscloud.keys;
