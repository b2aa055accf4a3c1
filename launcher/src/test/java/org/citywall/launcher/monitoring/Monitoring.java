package org.citywall.launcher.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of k8s/monitoring, and the names that docs/metrics.md has. */
final class Monitoring {
    static final Path RULES = Path.of("../k8s/monitoring/rules");
    static final Path TESTS = Path.of("../k8s/monitoring/tests");
    static final Path DASHBOARDS = Path.of("../k8s/base/monitoring/dashboards");
    static final Path RUNBOOKS = Path.of("../docs/runbooks");

    static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\|([^|]*)\\|", Pattern.MULTILINE);

    /** Flink's own names stand in the last table of the page. */
    private static final Pattern OF_FLINK =
            Pattern.compile("^\\| `(flink_\\w+)` \\| Flink", Pattern.MULTILINE);

    private Monitoring() {}

    /** Files of this folder with this ending, in order. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rules of all files: alerts and recorded series. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : files(RULES, ".yml")) {
            yaml(file).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        return rules;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** Every name that docs/metrics.md has, with those that its histograms and summaries make. */
    static Set<String> documented() {
        Set<String> names = new TreeSet<>();
        ROW.matcher(text(PAGE))
                .results()
                .forEach(
                        row -> {
                            names.add(row.group(1));
                            names.addAll(made(row.group(1), row.group(2).trim()));
                        });
        return names;
    }

    private static List<String> made(String name, String type) {
        return switch (type) {
            case "histogram" ->
                    List.of(name + "_bucket", name + "_sum", name + "_count", name + "_max");
            case "summary" -> List.of(name + "_sum", name + "_count", name + "_max");
            default -> List.of();
        };
    }

    /** Names of Flink's that our rules and dashboards use. */
    static Set<String> ofFlink() {
        return OF_FLINK.matcher(text(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
