/**
 * The scrub: stored documents are read again and again, without a key, and compared with the checksums of their
 * ciphertext. It finds what disks and stores lose silently, while a backup still has it.
 */
package nl.rijkscloud.scrub;
