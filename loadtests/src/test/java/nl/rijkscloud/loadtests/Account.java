package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.csv;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A member of staff, from the table of accounts. A code that arrives on a phone belongs to the newest sign-in of that
 * phone, so one visitor at a time uses an account while signing in.
 */
record Account(String email, String password, String mobile) {
    private static final Queue<Account> FREE = new ConcurrentLinkedQueue<>(all());

    /** Any account that is free; null when all are in use. */
    static Account takeAny() {
        return FREE.poll();
    }

    /** Null when this account is in use. */
    Account take() {
        return FREE.remove(this) ? this : null;
    }

    void giveBack() {
        FREE.add(this);
    }

    private static List<Account> all() {
        return csv(Settings.ACCOUNTS).readRecords().stream()
                .map(line -> new Account(
                        (String) line.get("email"), (String) line.get("password"), (String) line.get("mobile")))
                .toList();
    }
}
