package nl.rijkscloud.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The values of one figure over all repetitions: at least one. */
final class Series {
    private final double[] sorted;

    private Series(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a series of nothing");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    static Series of(double... values) {
        return new Series(values);
    }

    static <T> Series of(List<T> all, ToDoubleFunction<T> value) {
        return new Series(all.stream().mapToDouble(value).toArray());
    }

    /** The ratios of pairs: other load on the machine affected both values of a pair. */
    static <T> Series ofPairs(List<T> ones, List<T> others, ToDoubleBiFunction<T, T> value) {
        if (ones.size() != others.size()) {
            throw new IllegalArgumentException(ones.size() + " and " + others.size() + " are no pairs");
        }
        return new Series(IntStream.range(0, ones.size())
                .mapToDouble(i -> value.applyAsDouble(ones.get(i), others.get(i))).toArray());
    }

    /** The value in the middle; for an even number the mean of the two in the middle. */
    double median() {
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double lowest() {
        return sorted[0];
    }

    double highest() {
        return sorted[sorted.length - 1];
    }

    int size() {
        return sorted.length;
    }
}
