package nl.rijkscloud.db;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps prepared statements fresh. Each connection remembers prepared statements by their text. After a change of the
 * schema PostgreSQL refuses them on every connection in turn. After the first refusal, all statements therefore get a
 * new text, a comment with a number, and every connection prepares them anew.
 */
final class Statements {
    private static final AtomicInteger GENERATION = new AtomicInteger();

    private Statements() {}

    static int generation() {
        return GENERATION.get();
    }

    static String text(String sql, int generation) {
        return generation == 0 ? sql : sql + "\n-- " + generation;
    }

    /**
     * Starts a new generation once, although many statements may find at the same time that {@code generation} is over.
     */
    static void end(int generation) {
        GENERATION.compareAndSet(generation, generation + 1);
    }
}
