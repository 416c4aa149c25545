package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A day on which everybody comes at once: 30 staff, 20 senders, 20 recipients, and visitors who begin a submission;
 * then twice and four times as many, until something takes too long or fails.
 */
final class Mixed implements Measurement {
    private static final List<Integer> FACTORS = List.of(1, 2, 4, 8);

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String about() {
        return "30 staff, 20 uploads, 20 downloads and submissions together; then more, until something gives";
    }

    /** It takes minutes. */
    @Override
    public boolean inQuick() {
        return false;
    }

    @Override
    public List<String> keys() {
        return Stream.concat(Stream.of("mixedFactor"), Stream.of(MixedDay.Kind.values())
                .map(kind -> "mixed1x" + kind.word() + "P95Milliseconds")).toList();
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.portal();
        var day = new MixedDay(portal);
        var held = 0;
        for (var factor : FACTORS) {
            var gave = gave(lab, portal, day, factor, figures);
            if (!gave.isEmpty()) {
                lab.say("  " + factor + "x: gave: " + String.join(", ", gave));
                break;
            }
            held = factor;
        }
        figures.add("mixedFactor", "mixed: times as many people without an error or a long wait", Series.of(held));
    }

    /** Runs one day and returns what gave. */
    private static List<String> gave(Lab lab, PortalServer portal, MixedDay day, int factor, Figures figures)
            throws Exception {
        var seconds = lab.effort().of(60, 20);
        var cpu = portal.cpuSeconds();
        var database = portal.databaseCpuSeconds();
        var start = System.nanoTime();
        var visits = day.run(factor, seconds);
        var took = (System.nanoTime() - start) / 1e9;
        var key = "mixed" + factor + "x";
        figures.add(key + "JvmProcessors", "mixed, " + factor + "x: processors that the JVM used",
                Series.of((portal.cpuSeconds() - cpu) / took));
        figures.add(key + "PostgresProcessors", "mixed, " + factor + "x: processors that PostgreSQL used",
                Series.of((portal.databaseCpuSeconds() - database) / took));
        return add(visits, key, "mixed, " + factor + "x, ", figures);
    }

    private static List<String> add(
            Map<MixedDay.Kind, Visits> visits, String key, String what, Figures figures) {
        var gave = new ArrayList<String>();
        visits.forEach((kind, all) -> {
            var about = what + all.count() + " " + kind.name().toLowerCase(Locale.ROOT);
            for (var percent : List.of(50, 95, 99)) {
                figures.add(key + kind.word() + "P" + percent + "Milliseconds", about + ": ms, percentile " + percent,
                        Series.of(all.percentile(percent / 100.0)));
            }
            figures.add(key + kind.word() + "Errors", about + ": errors", Series.of(all.errors()));
            if (kind.gave(all)) {
                gave.add(kind.word() + " (" + all.errors() + " errors, p95 " + Math.round(all.percentile(0.95))
                        + " ms)");
            }
        });
        return gave;
    }
}
