package org.citywall.stream.slope;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recorded series from outside, which are not in the repository. */
final class Outside {
    private static final List<String> ROOTS =
            List.of("../shared", "../../shared", "../../../shared");

    private Outside() {}

    /** Lines of the file without its head; skips the test where it is absent. */
    static List<String> lines(String name) throws IOException {
        for (String root : ROOTS) {
            Path file = Path.of(root, "data", "slope", name);
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                return lines.subList(1, lines.size());
            }
        }
        assumeTrue(false, "skipped: no recorded series " + name + " on this machine");
        return List.of();
    }
}
