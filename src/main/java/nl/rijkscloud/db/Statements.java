package nl.rijkscloud.db;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps prepared statements fresh. Each connection remembers the statements that it has prepared, by their text. When the schema changes under them,
 * PostgreSQL refuses them on every connection, one after the other. So after the first such refusal all statements get another text, a comment with a
 * number, and every connection prepares them anew.
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

    /** Many statements may find at once that {@code generation} is over. */
    static void end(int generation) {
        GENERATION.compareAndSet(generation, generation + 1);
    }
}
