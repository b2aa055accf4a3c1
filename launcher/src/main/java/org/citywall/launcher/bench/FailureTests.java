package org.citywall.launcher.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.citywall.launcher.demo.devices.charging.CellFailure.Mechanism;

/**
 * Tests in which cells were brought to fail: those of a laboratory where they lie beside the
 * checkout, and a small series of our own, which has their columns and their shapes.
 *
 * @param source whose tests these are, in words
 * @param conducted how many there were
 * @param tests those of which the temperature at the trigger is known
 */
record FailureTests(String source, int conducted, List<Failure> tests) {
    private static final String OWN = "/bench/cell-failures.csv";
    private static final String FILE = "shared/data/charging/fractional_calorimetry.csv";
    private static final String MECHANISM = "Trigger-Mechanism";
    private static final String TEMPERATURE = "Avg-Cell-Temp-At-Trigger-degC";
    private static final String HEATING = "Onset-Selection-Time-s";

    /** Of tests that do not say it; a nail is not heated. */
    private static final double USUAL_HEATING_S = 60;

    private static final Map<String, Mechanism> MECHANISMS =
            Map.of(
                    "Heater (ISC)", Mechanism.INTERNAL_SHORT,
                    "Heater (Non-ISC)", Mechanism.HEATER,
                    "Nail", Mechanism.NAIL);

    /**
     * One test.
     *
     * @param mechanism how the cell was brought to fail
     * @param triggerC its mean temperature when it went off, °C
     * @param heatingS how long it was heated before, s
     */
    record Failure(Mechanism mechanism, double triggerC, double heatingS) {}

    /** Those of others where they are, else our own. */
    static FailureTests best() {
        return ofOthers().orElseGet(FailureTests::own);
    }

    /** A series of our own making. */
    static FailureTests own() {
        try (InputStream in = FailureTests.class.getResourceAsStream(OWN)) {
            return read(
                    "our own small series of the same shapes",
                    new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** NREL/NASA Battery Failure Databank; empty: it does not lie beside the checkout. */
    static Optional<FailureTests> ofOthers() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(FILE))) {
            at = at.getParent();
        }
        if (at == null) {
            return Optional.empty();
        }
        try (Reader csv = Files.newBufferedReader(at.resolve(FILE))) {
            return Optional.of(read("NREL/NASA Battery Failure Databank", csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureTests read(String source, Reader csv) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        List<Failure> known = new ArrayList<>();
        int conducted = 0;
        try (CSVParser rows = CSVParser.parse(csv, format)) {
            for (CSVRecord row : rows) {
                conducted++;
                Mechanism mechanism = MECHANISMS.get(row.get(MECHANISM));
                Double trigger = number(row.get(TEMPERATURE));
                Double heating = number(row.get(HEATING));
                if (mechanism != null && trigger != null) {
                    known.add(
                            new Failure(
                                    mechanism,
                                    trigger,
                                    heating == null ? USUAL_HEATING_S : heating));
                }
            }
        }
        return new FailureTests(source, conducted, known);
    }

    private static Double number(String text) {
        return text.matches("-?[0-9.]+") ? Double.valueOf(text) : null;
    }
}
