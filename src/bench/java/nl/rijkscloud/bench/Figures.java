package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;

/** All figures, in the order of measuring. */
final class Figures {
    private final List<Figure> all = new ArrayList<>();

    /**
     * One line of the table.
     *
     * @param key its name in the JSON object
     * @param what a description for people, with the unit
     */
    record Figure(String key, String what, Series series) {}

    void add(String key, String what, Series series) {
        if (has(key)) {
            throw new IllegalArgumentException(key + " is there already");
        }
        all.add(new Figure(key, what, series));
    }

    /**
     * Keeps an existing figure: two rivals are compared with the same figure of the portal, and the first one counts.
     */
    void addOnce(String key, String what, Series series) {
        if (!has(key)) {
            add(key, what, series);
        }
    }

    boolean has(String key) {
        return all.stream().anyMatch(figure -> figure.key().equals(key));
    }

    List<Figure> all() {
        return List.copyOf(all);
    }
}
