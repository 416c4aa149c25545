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

    private static final int SEARCHES = 5;

    private record Searches(double common, double absent) {}

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
        return List.of("overviewMillionVsThousand", "overviewMillionMicroseconds", "searchMillionMicroseconds",
                "searchAbsentMicroseconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        try (var few = new FilledOverview(FEW); var many = new FilledOverview(MANY)) {
            lab.say("  filled");
            searches(lab, figures, many);
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

    /** Words are put to the newest 10,000 transfers of the viewer: many have one of them, none has the other. */
    private static void searches(Lab lab, Figures figures, FilledOverview many) {
        var rounds = new ArrayList<Searches>();
        for (var round = -lab.warmUps(); round < lab.repetitions(); round++) {
            var common = new double[SEARCHES];
            var absent = new double[SEARCHES];
            for (var search = 0; search < SEARCHES; search++) {
                common[search] = many.wordNanos() / 1e3;
                absent[search] = many.absentWordNanos() / 1e3;
            }
            rounds.add(new Searches(Series.of(common).median(), Series.of(absent).median()));
        }
        var counted = lab.counted(rounds);
        figures.add("searchMillionMicroseconds", "a search with 1e6 transfers for a word that 30 % have, us",
                Series.of(counted, Searches::common));
        figures.add("searchAbsentMicroseconds", "a search with 1e6 transfers for a word that none has, us",
                Series.of(counted, Searches::absent));
    }
}
