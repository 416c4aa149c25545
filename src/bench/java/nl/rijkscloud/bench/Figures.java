package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;

/** All that was measured, in the order of measuring. */
final class Figures {
    private final List<Figure> all = new ArrayList<>();

    /**
     * One line of the table.
     *
     * @param key its name in the JSON object
     * @param what for people, with the unit
     */
    record Figure(String key, String what, Series series) {}

    void add(String key, String what, Series series) {
        if (has(key)) {
            throw new IllegalArgumentException(key + " is there already");
        }
        all.add(new Figure(key, what, series));
    }

    /** Unless it is there already: two rivals are measured against the same of ours, and the first is what counts. */
    void addOnce(String key, String what, Series series) {
        if (!has(key)) {
            add(key, what, series);
        }
    }

    private boolean has(String key) {
        return all.stream().anyMatch(figure -> figure.key().equals(key));
    }

    List<Figure> all() {
        return List.copyOf(all);
    }
}
