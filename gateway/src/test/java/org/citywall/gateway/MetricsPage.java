package org.citywall.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The gateway's table of docs/metrics.md. */
final class MetricsPage {
    private static final Pattern ROW = Pattern.compile("^\\| `(citywall_\\w+)`", Pattern.MULTILINE);

    private MetricsPage() {}

    /** Names as Prometheus shows them. */
    static List<String> names() {
        try {
            return ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
