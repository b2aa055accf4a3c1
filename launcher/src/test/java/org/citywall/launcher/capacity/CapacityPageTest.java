package org.citywall.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/capacity.md says what the code computes, from figures that stand in docs/figures.md. After
 * an intended change: run this class with {@code -Dcitywall.update=true}, then read the diff.
 */
class CapacityPageTest {
    private static final Path PAGE = Path.of("../docs/capacity.md");
    private static final Path FIGURES = Path.of("../docs/figures.md");
    private static final Path SAMPLES = Path.of("../contracts/src/test/resources/golden");

    @Test
    void pageIsWhatTheFiguresGive() throws IOException {
        String wanted = CapacityPage.text();
        if (Boolean.getBoolean("citywall.update")) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @EnumSource(Measured.class)
    void eachFigureStandsInItsRow(Measured figure) throws IOException {
        String section =
                Pattern.compile("^## ", Pattern.MULTILINE)
                        .splitAsStream(Files.readString(FIGURES))
                        .filter(
                                part ->
                                        part.matches(
                                                "(?s)" + Pattern.quote(figure.section) + "\\b.*"))
                        .findFirst()
                        .orElseThrow();

        String median = figure.text.replaceAll(" /s$", "");
        assertThat(section.lines())
                .as(figure.name())
                .anyMatch(
                        line ->
                                line.startsWith("| " + figure.row + " | " + figure.text + " |")
                                        || line.startsWith(
                                                "| " + figure.row + " | " + median + " |"));
    }

    @ParameterizedTest
    @EnumSource(RecordSize.class)
    void sizesAreThoseOfTheSamples(RecordSize size) throws IOException {
        Path sample = SAMPLES.resolve(size.sample + ".json");

        assertThat(Json.bytes(Json.mapper().readTree(Files.readString(sample))))
                .hasSize(size.bytes);
    }
}
