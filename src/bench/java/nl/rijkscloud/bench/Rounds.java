package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Several servers that do the same in turn, so that whatever else the machine does meets all of them. The one that
 * begins changes every round.
 */
final class Rounds {
    interface Side {
        Sample once() throws Exception;
    }

    private Rounds() {}

    /**
     * Throws after the first round in which a request has failed: a server that fails is no slower for it.
     *
     * @param warmUps rounds that do not count
     * @return the samples of each side, in the order of the sides and of the rounds
     */
    static List<List<Sample>> run(Lab lab, int warmUps, Side... sides) throws Exception {
        return run(lab, warmUps, failures -> {
            if (failures > 0) {
                throw new IllegalStateException(failures + " requests failed in one round");
            }
        }, sides);
    }

    /** @param failures is told, after each round, how many requests have failed in it */
    static List<List<Sample>> run(Lab lab, int warmUps, IntConsumer failures, Side... sides) throws Exception {
        var all = new ArrayList<List<Sample>>();
        Arrays.stream(sides).forEach(side -> all.add(new ArrayList<>()));
        for (var round = -warmUps; round < lab.repetitions(); round++) {
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
