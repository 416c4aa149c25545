package nl.rijkscloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Figures figures = new Figures();

    @Test
    void jsonIsOneFlatObjectOfMedians() {
        figures.add("uploadVsNginx", "upload", Series.of(0.5, 0.7512, 0.9));
        figures.add("uploadMBPerSecond", "speed", Series.of(1234.5678));
        assertThat(new JsonObject(Report.json(figures.all())))
                .isEqualTo(new JsonObject().put("uploadVsNginx", 0.751).put("uploadMBPerSecond", 1235));
    }

    @Test
    void emptyReportIsAnEmptyJsonObject() {
        assertThat(new JsonObject(Report.json(figures.all()))).isEmpty();
    }

    @Test
    void smallRatiosAreNotRoundedAway() {
        figures.add("pageVsNginx", "page", Series.of(0.012345));
        assertThat(Report.json(figures.all())).contains("0.0123");
    }

    @Test
    void tableHasMedianSpreadAndNumberOfRepetitions() {
        figures.add("uploadVsNginx", "upload of 1 GiB", Series.of(0.9, 0.5, 0.7));
        assertThat(Report.table(figures.all()).lines().skip(1).toList()).singleElement().asString()
                .containsPattern("0\\.700\\s+0\\.500\\s+0\\.900\\s+3\\s+upload of 1 GiB\\s+\\[uploadVsNginx]");
    }

    @Test
    void oneNameIsOneFigure() {
        figures.add("uploadVsNginx", "upload", Series.of(1));
        assertThatIllegalArgumentException().isThrownBy(() -> figures.add("uploadVsNginx", "upload", Series.of(2)));
        figures.addOnce("uploadVsNginx", "upload", Series.of(2));
        assertThat(figures.all()).singleElement().extracting(figure -> figure.series().median()).isEqualTo(1.0);
    }
}
