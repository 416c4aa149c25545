package nl.rijkscloud.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The checksum that a client gives of the bytes of one request.
 *
 * @param expected the sum, as long as the algorithm makes it
 */
record Checksum(Algorithm algorithm, byte[] expected) {
    /** SHA-1, which every server must support (tus 1.0, checksum extension), and SHA-256, which is not broken. */
    enum Algorithm {
        SHA1("sha1", "SHA-1", 20), SHA256("sha256", "SHA-256", 32);

        private final String word;
        private final String name;
        private final int length;

        Algorithm(String word, String name, int length) {
            this.word = word;
            this.name = name;
            this.length = length;
        }

        static Optional<Algorithm> of(String word) {
            return Arrays.stream(values()).filter(algorithm -> algorithm.word.equals(word)).findFirst();
        }

        /** The length of a sum in bytes. */
        int length() {
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
