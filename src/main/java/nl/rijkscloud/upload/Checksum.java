package nl.rijkscloud.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a client says that the bytes of one request add up to.
 *
 * @param expected as many bytes as the algorithm makes
 */
public record Checksum(Algorithm algorithm, byte[] expected) {
    /** Those that tus names, sha1 being the one that every server has (tus 1.0, checksum extension), and one that nobody has broken. */
    public enum Algorithm {
        SHA1("sha1", "SHA-1", 20), SHA256("sha256", "SHA-256", 32);

        private final String word;
        private final String name;
        private final int length;

        Algorithm(String word, String name, int length) {
            this.word = word;
            this.name = name;
            this.length = length;
        }

        public static Optional<Algorithm> of(String word) {
            return Arrays.stream(values()).filter(algorithm -> algorithm.word.equals(word)).findFirst();
        }

        /** Bytes of a sum. */
        public int length() {
            return length;
        }

        MessageDigest digest() {
            try {
                return MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(name + " is missing", impossible);
            }
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
