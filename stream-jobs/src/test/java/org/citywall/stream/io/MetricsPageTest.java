package org.citywall.stream.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md has the metrics that the jobs register with Flink, and no others. */
class MetricsPageTest {
    private static final Pattern REGISTERED = Pattern.compile("\\.(?:counter|gauge)\\(\"(\\w+)\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| `flink_taskmanager_job_task_operator_(\\w+)`", Pattern.MULTILINE);

    @Test
    void pageHasEveryMetricOfTheJobs() throws IOException {
        Set<String> registered;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            registered =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> matches(REGISTERED, text(file)))
                            .collect(Collectors.toSet());
        }
        assertThat(registered).isNotEmpty();
        String page = text(Path.of("../docs/metrics.md"));
        // Behind it stands what rules and dashboards use of Flink's own.
        String ours = page.substring(0, page.indexOf("## What rules and dashboards use"));
        assertThat(matches(ROW, ours))
                .map(name -> name.substring(name.lastIndexOf('_') + 1))
                .containsExactlyInAnyOrderElementsOf(registered);
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
