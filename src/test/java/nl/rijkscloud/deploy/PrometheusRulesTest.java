package nl.rijkscloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard can be loaded. MetricsTest checks that their metrics exist. */
class PrometheusRulesTest {
    private static final Path RULES = Path.of("deploy/prometheus/alerts.yaml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/rijkscloud.json");

    @Test
    void promtoolTakesTheRules() throws Exception {
        Tool.PROMTOOL.require();

        assertThat(Tool.PROMTOOL.run("check", "rules", RULES.toString())).contains("SUCCESS");
    }

    @Test
    void prometheusParsesEveryQueryOfTheDashboard() throws Exception {
        Tool.PROMTOOL.require();
        var questions = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels").stream()
                .map(JsonObject.class::cast).filter(panel -> panel.containsKey("targets"))
                .flatMap(panel -> panel.getJsonArray("targets").stream()).map(JsonObject.class::cast)
                .map(target -> target.getString("expr")).toList();
        var rules = IntStream.range(0, questions.size())
                .mapToObj(at -> "  - {record: 'x:y" + at + "', expr: '" + questions.get(at).replace("'", "''") + "'}")
                .collect(Collectors.joining("\n", "groups:\n- name: x\n  rules:\n", "\n"));
        var file = Files.writeString(Files.createTempFile("dashboard", ".yaml"), rules);

        assertThat(questions).hasSizeGreaterThan(20);
        assertThat(Tool.PROMTOOL.run("check", "rules", file.toString())).contains("SUCCESS");
        Files.delete(file);
    }

    @Test
    void panelsOfTheDashboardHaveNumbersAndPlacesOfTheirOwn() throws IOException {
        var panels = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels").stream()
                .map(JsonObject.class::cast).toList();

        assertThat(panels).extracting(panel -> panel.getInteger("id")).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.getJsonObject("gridPos").getInteger("x") + ","
                + panel.getJsonObject("gridPos").getInteger("y")).doesNotHaveDuplicates();
        assertThat(panels).allMatch(panel -> !panel.getString("title").isBlank());
    }
}
