package org.citywall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.fire.FireSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire form of every record, held by files that Java and TypeScript tests both read. After an
 * intended change: {@code mvn -pl contracts test -Dcitywall.update=true}, then read the diff.
 */
class GoldenJsonTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("citywall.update");

    static Stream<Map.Entry<String, Object>> samples() {
        return Samples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordIsWrittenAsItsGoldenFileAndReadBack(Map.Entry<String, Object> sample)
            throws IOException {
        Path file = GOLDEN.resolve(sample.getKey() + ".json");
        String written =
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample.getValue())
                        + "\n";
        if (UPDATE) {
            Files.writeString(file, written);
        }
        assertThat(written).isEqualTo(Files.readString(file));
        assertThat(Json.read(written, (Class<?>) sample.getValue().getClass()))
                .isEqualTo(sample.getValue());
    }

    @Test
    void aFireSignalFromBeforeThereWereTagsHasNone() {
        FireSignal old =
                Json.read(
                        "{\"id\":\"1\",\"source\":\"s\",\"deviceId\":\"d\",\"signal\":\"press\"}",
                        FireSignal.class);

        assertThat(old.tags()).isEmpty();
        assertThat(old.homeSiteId()).isNull();
    }

    @Test
    void everyGoldenFileHasASample() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(f -> f.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Samples.all().keySet());
        }
    }
}
