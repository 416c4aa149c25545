package nl.rijkscloud.privacy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.kernel.Cursor;

/** Some of somebody's things, newest first. @param next where the next page begins, if there is one */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    /** @param found one more than {@code most} when there is more */
    static <T> Page<T> of(List<T> found, int most, Function<T, Cursor> place) {
        return found.size() <= most
                ? new Page<>(found, Optional.empty())
                : new Page<>(List.copyOf(found.subList(0, most)), Optional.of(place.apply(found.get(most - 1))));
    }
}
