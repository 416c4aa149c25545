package nl.rijkscloud.loadtests;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The duration of each request, per phase. Gatling has the same figures, but releases them only at the end of a run,
 * and its assertions cannot compare two of them. Safe for use from any thread.
 */
final class Times {
    private final Map<Phase, Map<String, Queue<Integer>>> taken = new ConcurrentHashMap<>();

    void add(Phase phase, String request, int milliseconds) {
        taken.computeIfAbsent(phase, first -> new ConcurrentHashMap<>())
                .computeIfAbsent(request, first -> new ConcurrentLinkedQueue<>())
                .add(milliseconds);
    }

    /** In milliseconds; 0 without requests. */
    int slowest(Phase phase, String request) {
        return taken.getOrDefault(phase, Map.of()).getOrDefault(request, new ConcurrentLinkedQueue<>()).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** One line for each request that was made both idle and under load, in alphabetical order. */
    List<Ratio> ratios() {
        var idle = taken.getOrDefault(Phase.IDLE, Map.of());
        var load = taken.getOrDefault(Phase.LOAD, Map.of());
        return idle.keySet().stream()
                .filter(load::containsKey)
                .sorted()
                .map(request -> new Ratio(request, sorted(idle.get(request)), sorted(load.get(request))))
                .toList();
    }

    private static int[] sorted(Queue<Integer> times) {
        var sorted = times.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
