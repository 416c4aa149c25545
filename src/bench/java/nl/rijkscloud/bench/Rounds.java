package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Measures several servers in turn, so that other load on the machine affects all of them. The order rotates. */
final class Rounds {
    interface Side {
        Sample once() throws Exception;
    }

    private Rounds() {}

    /**
     * Throws after the first round with a failed request: a failing server would look fast.
     *
     * @param warmUps rounds that do not count
     * @return the samples of each side, in the order of the sides and of the rounds
     */
    static List<List<Sample>> run(Lab lab, int warmUps, Side... sides) throws Exception {
        return run(lab, warmUps, Rounds::refuse, sides);
    }

    /** Throws when a request has failed. */
    static void refuse(int failures) {
        if (failures > 0) {
            throw new IllegalStateException(failures + " requests failed in one round");
        }
    }

    /** For rounds that take ten seconds or more: a quick run makes three of them. */
    static List<List<Sample>> runFew(Lab lab, int warmUps, IntConsumer failures, Side... sides) throws Exception {
        return run(lab, warmUps, lab.fewRepetitions(), failures, sides);
    }

    /** @param failures gets the number of failed requests after each round */
    static List<List<Sample>> run(Lab lab, int warmUps, IntConsumer failures, Side... sides) throws Exception {
        return run(lab, warmUps, lab.repetitions(), failures, sides);
    }

    private static List<List<Sample>> run(
            Lab lab, int warmUps, int repetitions, IntConsumer failures, Side... sides) throws Exception {
        var all = new ArrayList<List<Sample>>();
        Arrays.stream(sides).forEach(side -> all.add(new ArrayList<>()));
        for (var round = -warmUps; round < repetitions; round++) {
            var samples = new Sample[sides.length];
            for (var i = 0; i < sides.length; i++) {
                var side = Math.floorMod(round + i, sides.length);
                samples[side] = sides[side].once();
            }
            for (var side = 0; side < sides.length && round >= 0; side++) {
                all.get(side).add(samples[side]);
            }
            lab.say("  " + (round < 0 ? "warm-up" : "round " + (round + 1)) + Arrays.stream(samples)
                    .map(sample -> String.format(Locale.ROOT, " %.3f s", sample.seconds()))
                    .collect(Collectors.joining(",")));
            failures.accept(Arrays.stream(samples).mapToInt(Sample::failures).sum());
        }
        return all;
    }
}
