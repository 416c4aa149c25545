package nl.rijkscloud.staff;

/**
 * How passwords are kept: as a hash in PHC notation, which names its own parameters. All of it costs tens of
 * milliseconds and much memory, so none of it may run on an event loop (see {@link HashQueue}). Safe for use from any
 * thread.
 */
public interface PasswordHash {
    /** A fresh hash, with its own salt. */
    String hash(String password);

    boolean matches(String password, String phc);

    /** True when the hash was made with other parameters than today's. */
    boolean isOutdated(String phc);

    /** A hash that no password has, and that costs as much to compare with as a real one. */
    String decoy();
}
