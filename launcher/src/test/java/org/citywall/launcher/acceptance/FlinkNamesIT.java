package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Flink really serves what rules and dashboards read of it (docs/metrics.md, the last table). */
class FlinkNamesIT {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(flink_\\w+)` \\| Flink", Pattern.MULTILINE);
    private static final List<String> JOBS =
            List.of("fire", "alerts", "slope", "ebike", "tickets", "insight");

    @Test
    void everyNameOfFlinkThatIsUsedIsServedOfEachJob() throws IOException {
        List<String> names =
                ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                        .results()
                        .map(row -> row.group(1))
                        .toList();
        assertThat(names).isNotEmpty();

        await().atMost(SharedCity.SOON)
                .untilAsserted(
                        () -> {
                            List<String> lines = page().lines().toList();
                            for (String name : names) {
                                for (String job : JOBS) {
                                    assertThat(lines).anyMatch(line -> isOf(line, name, job));
                                }
                            }
                        });
    }

    private static boolean isOf(String line, String name, String job) {
        return line.startsWith(name + "{") && line.contains("job_name=\"" + job + "\"");
    }

    private static String page() {
        return Metrics.scrape(SharedCity.get().ports().flinkMetrics(), "/metrics");
    }
}
