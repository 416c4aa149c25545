package nl.rijkscloud.staff;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;

/**
 * Argon2id (RFC 9106) with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
 * Passwords are normalised first (NIST SP 800-63B section 3.1.1.2), so that an accented letter is the same from every
 * keyboard.
 *
 * @param memory KiB
 */
public record Argon2id(SecureRandom random, int memory, int passes) implements PasswordHash {
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int OUTPUT = 32;

    public Argon2id(SecureRandom random) {
        this(random, 19 * 1024, 2);
    }

    @Override
    public String hash(String password) {
        return function().hash(bytes(password), random(SALT)).getResult();
    }

    @Override
    public boolean matches(String password, String phc) {
        // The parameters are the stored hash's own: older ones stay valid until their owner signs in.
        return Argon2Function.getInstanceFromHash(phc).check(bytes(password), phc.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean isOutdated(String phc) {
        return !phc.startsWith(prefix());
    }

    @Override
    public String decoy() {
        var base64 = Base64.getEncoder().withoutPadding();
        return prefix() + base64.encodeToString(random(SALT)) + "$" + base64.encodeToString(random(OUTPUT));
    }

    private String prefix() {
        return "$argon2id$v=%d$m=%d,t=%d,p=%d$".formatted(Argon2Function.ARGON2_VERSION_13, memory, passes, LANES);
    }

    private Argon2Function function() {
        return Argon2Function.getInstance(memory, passes, LANES, OUTPUT, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
