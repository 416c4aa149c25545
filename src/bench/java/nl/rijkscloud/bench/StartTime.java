package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How long the jar takes from the start of its process until it says that it is ready, on a database that has its
 * schema. The figure is exact to 50 ms.
 */
final class StartTime implements Measurement {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "from the start of the process until it is ready";
    }

    @Override
    public List<String> keys() {
        return List.of("startMilliseconds", "startCpuSeconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.freshPortal(lab.jvm());
        try {
            var milliseconds = new ArrayList<Double>();
            var cpuSeconds = new ArrayList<Double>();
            for (var round = 0; round < lab.fewRepetitions(); round++) {
                portal.process().stop();
                var start = System.nanoTime();
                portal.process().start();
                milliseconds.add((System.nanoTime() - start) / 1e6);
                cpuSeconds.add(portal.cpuSeconds());
            }
            figures.add("startMilliseconds", "from the start of the process until it is ready, ms",
                    Series.of(milliseconds, Double::doubleValue));
            figures.add("startCpuSeconds", "the same, CPU s", Series.of(cpuSeconds, Double::doubleValue));
        } finally {
            lab.stop(portal);
        }
    }
}
