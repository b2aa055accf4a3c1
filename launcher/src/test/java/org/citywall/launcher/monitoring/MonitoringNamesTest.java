package org.citywall.launcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules and dashboards read only what docs/metrics.md has, which other tests hold to the code. */
class MonitoringNamesTest {
    private static final String VARIABLE_OF_JOBS = "label_values(";

    @Test
    void rulesReadOnlyMetricsThatExist() {
        Set<String> known = known();
        for (JsonNode rule : Monitoring.rules()) {
            String expression = rule.path("expr").asText();
            assertThat(PromQl.names(expression))
                    .as(expression)
                    .allSatisfy(name -> assertThat(known).contains(name));
        }
    }

    @Test
    void dashboardsReadOnlyMetricsThatExist() throws IOException {
        Set<String> known = known();
        for (Path file : Monitoring.files(Monitoring.DASHBOARDS, ".json")) {
            List<String> expressions = expressions(file);
            assertThat(expressions).as(file.toString()).isNotEmpty();
            for (String expression : expressions) {
                assertThat(PromQl.names(expression))
                        .as(file.getFileName() + ": " + expression)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(known).contains(name));
            }
        }
    }

    @Test
    void everyPanelHasATitleAndAUnit() throws IOException {
        for (Path file : Monitoring.files(Monitoring.DASHBOARDS, ".json")) {
            JsonNode board = Monitoring.JSON.readTree(file.toFile());
            assertThat(board.path("uid").asText() + ".json")
                    .isEqualTo(file.getFileName().toString());
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : board.path("panels")) {
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(ids.add(panel.path("id").asInt())).as("id of %s", panel).isTrue();
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                }
            }
        }
    }

    /** What the page has "of others" is there because something here uses it. */
    @Test
    void pageNamesNothingOfOthersThatNobodyUses() throws IOException {
        Set<String> used = new HashSet<>();
        Monitoring.rules().forEach(rule -> used.addAll(PromQl.names(rule.path("expr").asText())));
        for (Path file : Monitoring.files(Monitoring.DASHBOARDS, ".json")) {
            expressions(file).forEach(expression -> used.addAll(PromQl.names(expression)));
        }

        assertThat(used).containsAll(Monitoring.ofFlink());
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Monitoring.documented());
        Monitoring.rules().stream()
                .filter(rule -> rule.has("record"))
                .forEach(rule -> known.add(rule.path("record").asText()));
        return known;
    }

    private static List<String> expressions(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        JsonNode board = Monitoring.JSON.readTree(file.toFile());
        board.findValues("expr").forEach(expression -> found.add(expression.asText()));
        for (JsonNode variable : board.at("/templating/list")) {
            String query = variable.at("/query/query").asText();
            if (query.startsWith(VARIABLE_OF_JOBS)) {
                found.add(query.substring(VARIABLE_OF_JOBS.length(), query.indexOf(',')));
            }
        }
        return found;
    }
}
