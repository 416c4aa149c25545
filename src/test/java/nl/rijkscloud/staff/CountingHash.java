package nl.rijkscloud.staff;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real hash; it also records the compared passwords. */
final class CountingHash implements PasswordHash {
    final List<String> compared = new CopyOnWriteArrayList<>();
    private final PasswordHash hash = new Argon2id(new SecureRandom());

    @Override
    public String hash(String password) {
        return hash.hash(password);
    }

    @Override
    public boolean matches(String password, String phc) {
        compared.add(phc);
        return hash.matches(password, phc);
    }

    @Override
    public boolean isOutdated(String phc) {
        return hash.isOutdated(phc);
    }

    @Override
    public String decoy() {
        return hash.decoy();
    }
}
