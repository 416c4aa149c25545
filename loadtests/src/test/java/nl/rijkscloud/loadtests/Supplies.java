package nl.rijkscloud.loadtests;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Feeders: new people, and documents of the sizes that offices send. Gatling takes from a feeder one at a time. */
final class Supplies {
    private static final List<String> FIRST =
            List.of("Anna", "Bas", "Chantal", "Daan", "Els", "Fatima", "Gijs", "Hülya");
    private static final List<String> LAST = List.of("de Vries", "Jansen", "van den Berg", "Yılmaz", "Smit", "Özdemir");
    private static final SplittableRandom RANDOM = new SplittableRandom(Settings.SEED);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static int people;
    private static int documents;

    private Supplies() {}

    /** {@code name}, {@code email} and {@code mobile} of an outsider. */
    static Iterator<Map<String, Object>> people() {
        return endless(Supplies::person);
    }

    /** {@code document}: nine out of ten below 1 MiB, the rest up to 8 MiB. */
    static Iterator<Map<String, Object>> documents() {
        return endless(() -> document(RANDOM.nextInt(10) == 0 ? between(1 << 20, 8 << 20) : between(10_000, 1 << 20)));
    }

    /** {@code document}, all of one size. */
    static Iterator<Map<String, Object>> documents(long size) {
        return endless(() -> document(size));
    }

    private static Map<String, Object> person() {
        people++;
        return Map.of(
                "name", FIRST.get(RANDOM.nextInt(FIRST.size())) + " " + LAST.get(RANDOM.nextInt(LAST.size())),
                "email", "belasting-%s-%d@example.org".formatted(RUN, people),
                "mobile", "+3161" + between(1_000_000, 10_000_000));
    }

    private static Map<String, Object> document(long size) {
        documents++;
        var name = "document-%s-%d.pdf".formatted(RUN, documents);
        return Map.of("document", new Document(name, size, new Content(RANDOM.nextLong())));
    }

    private static long between(long least, long below) {
        return RANDOM.nextLong(least, below);
    }

    private static Iterator<Map<String, Object>> endless(Supplier<Map<String, Object>> next) {
        return Stream.generate(() -> one(next)).iterator();
    }

    /** Several feeders share the random generator. */
    private static synchronized Map<String, Object> one(Supplier<Map<String, Object>> next) {
        return next.get();
    }
}
