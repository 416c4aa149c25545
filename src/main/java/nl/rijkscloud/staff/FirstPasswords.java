package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.kernel.Loop;

/** Passwords that nobody chose: 20 letters and digits of a set of 32, which is 100 bits, in groups of four. */
public final class FirstPasswords {
    /** Without those that look like others: l, o, 0, 1. */
    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 5;
    private static final int GROUP = 4;

    private final SecureRandom random = new SecureRandom();
    private final HashQueue queue;
    private final PasswordHash hash;

    FirstPasswords(Vertx vertx, PasswordHash hash) {
        this.queue = new HashQueue(vertx);
        this.hash = hash;
    }

    /** @param hash the stored form */
    public record Password(String text, String hash) {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** In the order of the addresses. Two are reckoned at a time, so that nobody who signs in meanwhile waits long. */
    Future<Map<String, Password>> make(List<String> emails) {
        var made = new LinkedHashMap<String, Password>();
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < emails.size(); from += HashQueue.AT_ONCE) {
            batches.add(emails.subList(from, Math.min(emails.size(), from + HashQueue.AT_ONCE)));
        }
        return Loop.forEach(batches, batch -> Future.all(batch.stream().map(email -> one()).toList())
                        .onSuccess(done -> {
                            for (var i = 0; i < batch.size(); i++) {
                                made.put(batch.get(i), done.resultAt(i));
                            }
                        }))
                .map(made);
    }

    private Future<Password> one() {
        var text = new StringBuilder();
        for (var i = 0; i < GROUPS * GROUP; i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        var password = text.toString();
        return queue.run(() -> hash.hash(password)).map(phc -> new Password(password, phc));
    }
}
