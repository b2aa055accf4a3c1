package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.citywall.launcher.tool.Tool;

/** Reads manifests: one file, or an overlay as kustomize makes it. */
public final class Manifests {
    static final Path FOLDER = Path.of("../k8s");
    static final List<String> OVERLAYS = List.of("dev", "district", "city");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CONFIG = Path.of("../docs/config.md");
    private static final Pattern KEY = Pattern.compile("^\\| `(CITYWALL_\\w+)`", Pattern.MULTILINE);
    private static final Map<String, List<JsonNode>> BUILT = new ConcurrentHashMap<>();

    private Manifests() {}

    /** Every object of an overlay; the test is skipped without kubectl. */
    public static List<JsonNode> overlay(String name) {
        Tool kubectl =
                Tool.required(
                        "kubectl", "Debian's package kubernetes-client, 1.21 or newer (trixie)");
        return BUILT.computeIfAbsent(
                name,
                missing -> {
                    Tool.Answer answer =
                            kubectl.run(FOLDER, List.of("kustomize", "overlays/" + name));
                    assertThat(answer.exit()).as(answer.out()).isZero();
                    return objects(answer.out());
                });
    }

    static List<JsonNode> file(Path file) {
        try {
            return objects(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> objects(String text) {
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> objects = new ArrayList<>();
            while (all.hasNext()) {
                objects.add(all.next());
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one kind. */
    public static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
        return objects.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
    }

    /** {@code Deployment gateway}, for messages. */
    static String name(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    /** Every key that docs/config.md has, which other tests hold to the code. */
    static Set<String> settings() {
        try {
            return KEY.matcher(Files.readString(CONFIG))
                    .results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
