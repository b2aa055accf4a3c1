package org.citywall.launcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each alert is tested both ways, and whoever it wakes finds a page. */
class AlertRulesTest {
    private static final String BASE = "https://citywall.example/docs/runbooks/";

    /** It always fires: that is what it is for. */
    private static final String ALWAYS = "DeadMansSwitch";

    private static final List<String> PARTS =
            List.of(
                    "## What it means",
                    "## What the room sees",
                    "## First three steps",
                    "1. ",
                    "2. ",
                    "3. ",
                    "## How to confirm",
                    "## How to end");

    @Test
    void everyAlertFiresInATestAndDoesNotInAnother() {
        Set<String> firing = new HashSet<>();
        Set<String> silent = new HashSet<>();
        for (Path file : Monitoring.files(Monitoring.TESTS, ".yml")) {
            for (JsonNode test : Monitoring.yaml(file).path("tests")) {
                for (JsonNode check : test.path("alert_rule_test")) {
                    boolean fires = !check.path("exp_alerts").isEmpty();
                    (fires ? firing : silent).add(check.path("alertname").asText());
                }
            }
        }
        List<String> names = names();

        assertThat(firing).containsAll(names);
        assertThat(silent)
                .containsAll(names.stream().filter(name -> !name.equals(ALWAYS)).toList());
        assertThat(names).containsAll(firing).containsAll(silent);
    }

    @Test
    void everyAlertHasASeverityWordsAndARunbook() {
        for (JsonNode alert : Monitoring.alerts()) {
            String name = alert.path("alert").asText();
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket", "none");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/runbook_url").asText()).isEqualTo(BASE + page(name));
            Path page = Monitoring.RUNBOOKS.resolve(page(name));
            assertThat(page).isRegularFile();
            assertThat(Monitoring.text(page)).startsWith("# " + name + "\n").contains(PARTS);
        }
    }

    @Test
    void noRunbookIsOfAnAlertThatIsGone() {
        List<String> pages = new ArrayList<>(names().stream().map(AlertRulesTest::page).toList());
        pages.add("README.md");

        assertThat(Monitoring.files(Monitoring.RUNBOOKS, ".md"))
                .map(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(pages);
        String index = Monitoring.text(Monitoring.RUNBOOKS.resolve("README.md"));
        assertThat(names()).allSatisfy(name -> assertThat(index).contains("[" + name + "]"));
    }

    @Test
    void everyFileOfRulesHasAFileOfTests() {
        for (Path file : Monitoring.files(Monitoring.RULES, ".yml")) {
            assertThat(Files.exists(Monitoring.TESTS.resolve(file.getFileName())))
                    .as(file.toString())
                    .isTrue();
        }
    }

    private static List<String> names() {
        return Monitoring.alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    }

    /** {@code JobLags} → {@code job-lags.md}. */
    private static String page(String alert) {
        return alert.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".md";
    }
}
