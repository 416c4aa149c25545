package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.oversight.FilledOverview;

/**
 * The newest page of the overview, with a million transfers and with a thousand, in turn: the database query, without
 * HTTP around it.
 */
final class OverviewPages implements Measurement {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int PAGES = 51;

    private record Pages(double few, double many) {}

    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String about() {
        return "a page of the overview with a million transfers, against one with a thousand";
    }

    @Override
    public List<String> keys() {
        return List.of("overviewMillionVsThousand", "overviewMillionMicroseconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        try (var few = new FilledOverview(FEW); var many = new FilledOverview(MANY)) {
            lab.say("  filled");
            var rounds = new ArrayList<Pages>();
            for (var round = -lab.warmUps(); round < lab.repetitions(); round++) {
                var ofFew = new double[PAGES];
                var ofMany = new double[PAGES];
                for (var page = 0; page < PAGES; page++) {
                    ofFew[page] = few.newestNanos() / 1e3;
                    ofMany[page] = many.newestNanos() / 1e3;
                }
                rounds.add(new Pages(Series.of(ofFew).median(), Series.of(ofMany).median()));
            }
            var counted = lab.counted(rounds);
            figures.add("overviewMillionVsThousand", "a page of the overview: time with 1e6 transfers, with 1e3 = 1",
                    Series.of(counted, pages -> pages.many() / pages.few()));
            figures.add("overviewMillionMicroseconds", "a page of the overview with 1e6 transfers, us",
                    Series.of(counted, Pages::many));
        }
    }
}
