package nl.rijkscloud.staff;

/**
 * Hashes passwords, in PHC notation, which names its own parameters. Each method takes tens of milliseconds and much
 * memory, so none may run on an event loop (see {@link HashQueue}). Safe for use from any thread.
 */
interface PasswordHash {
    /** Makes a hash with a fresh salt. */
    String hash(String password);

    boolean matches(String password, String phc);

    /** True when the hash was made with other parameters than today's. */
    boolean isOutdated(String phc);

    /** Returns a hash that no password has, and with which a comparison takes as long as with a real one. */
    String decoy();
}
