package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Level;
import org.citywall.stream.alert.Judging;
import org.junit.jupiter.api.Test;

/**
 * Lists of alarms of a plant: one incident of a tag and id ends when it did not come again for 300
 * s. Dates are day/month/year. A row that begins before the one before it of the same tag and id
 * has ended says that the alarm came again, so it had ended then.
 */
class PlantListHarnessTest {
    private static final String BY_TAG =
            "{'groups':[{'id':'tag','match':{'class':'maintenance'},'by':['device','point'],"
                    + "'closeAfterS':300,'closeFrom':'raise'}],"
                    // Noise must be over before the 300 s are, or they would be longer by it.
                    + "'chatter':{'count':3,'withinS':60,'quietS':60}}";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d/M/yyyy H:mm:ss");
    private static final long BIN_MS = 600_000;

    private record Row(Instant begin, Instant end, String tag, String id, String words) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    time(cells[0] + " " + cells[1]),
                    time(cells[2] + " " + cells[3]),
                    cells[4],
                    cells[5],
                    cells[9]);
        }
    }

    private record Step(Instant at, Row row, boolean raised, int line) {}

    /** What was made of a list. */
    private record Made(
            Map<String, Alert> incidents, Set<String> chattering, List<FloodSummary> floods) {
        int counted() {
            return incidents.values().stream().mapToInt(Alert::occurrences).sum();
        }
    }

    @Test
    void gapsCountFromRaiseToRaiseAndTheStormIsOneFlood() throws Exception {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            own.add(row(i * 20, i * 20 + 5, "T" + i));
        }
        own.add(row(300, 305, "T0")); // 300 s after its first raise it is over.
        own.add(row(320 - 1, 325, "T1")); // 299 s after it is the same.
        for (int i = 0; i < 4; i++) {
            own.add(row(400 + 10 * i, 404 + 10 * i, "NOISE"));
        }
        Made made = run(own.stream().map(Row::of).toList());

        assertThat(made.incidents()).hasSize(12 + 1 + 1);
        assertThat(made.counted()).isEqualTo(18);
        assertThat(made.chattering()).containsExactly("NOISE");
        assertThat(made.floods()).extracting(FloodSummary::total).containsExactly(14);
    }

    @Test
    void theFirstListIs90IncidentsInOneFloodWithFiveNoisyTags() throws Exception {
        List<Row> rows = Outside.lines("one.csv").stream().map(Row::of).toList();
        Made made = run(rows);

        assertThat(made.incidents()).hasSize(90);
        assertThat(made.counted()).isEqualTo(rows.size()).isEqualTo(228);
        assertThat(bins(rows)).hasSize(5).allMatch(n -> n > 10);
        assertThat(made.chattering()).hasSize(5);
        assertThat(made.floods()).extracting(FloodSummary::total).containsExactly(90);
    }

    @Test
    void theSecondListIs172IncidentsInOneFloodWithoutNoise() throws Exception {
        List<Row> rows = Outside.lines("two.csv").stream().map(Row::of).toList();
        Made made = run(rows);

        assertThat(made.incidents()).hasSize(172);
        assertThat(made.counted()).isEqualTo(rows.size()).isEqualTo(240);
        assertThat(made.chattering()).isEmpty();
        assertThat(made.floods()).extracting(FloodSummary::total).containsExactly(172);
    }

    private static Made run(List<Row> rows) throws Exception {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            steps.add(new Step(row.begin(), row, true, i));
            steps.add(new Step(end(rows, i), row, false, i));
        }
        steps.sort(Comparator.comparing(Step::at).thenComparingInt(Step::line));
        Instant begin = steps.get(0).at().minusSeconds(60);
        try (AcrossHarness city = new AcrossHarness(begin)) {
            city.announce(Judging.version(2, Instant.parse("2016-01-01T00:00:00Z"), BY_TAG));
            for (Step step : steps) {
                long at = Math.max(step.at().toEpochMilli(), city.now());
                city.tell(at, detection(step, at));
            }
            Instant last = steps.get(steps.size() - 1).at();
            assertThat(city.parents())
                    .as("the flood goes on to the end of the list")
                    .singleElement()
                    .matches(parent -> !parent.flood().over());
            city.passTo(last.plusSeconds(3_600).toEpochMilli());
            assertThat(city.left()).isZero();
            return made(city);
        }
    }

    private static Instant end(List<Row> rows, int line) {
        Row row = rows.get(line);
        return rows.subList(line + 1, rows.size()).stream()
                .filter(next -> next.tag().equals(row.tag()) && next.id().equals(row.id()))
                .map(Row::begin)
                .filter(next -> next.isBefore(row.end()))
                .findFirst()
                .orElse(row.end());
    }

    private static Made made(AcrossHarness city) {
        Map<String, Alert> incidents = new TreeMap<>();
        Set<String> chattering = new HashSet<>();
        for (AlertChange change : city.changes) {
            Alert alert = change.alert();
            if (alert.kind().equals("flood")) {
                continue;
            }
            incidents.put(alert.id(), alert);
            if (alert.tags().contains("chattering")) {
                alert.sources().forEach(source -> chattering.add(source.deviceId()));
            }
        }
        return new Made(incidents, chattering, List.copyOf(city.counts.values()));
    }

    /** Alarms of each ten minutes of the list. */
    private static List<Integer> bins(List<Row> rows) {
        Map<Long, Integer> bins = new HashMap<>();
        long first = rows.get(0).begin().toEpochMilli();
        rows.forEach(
                row -> bins.merge((row.begin().toEpochMilli() - first) / BIN_MS, 1, Integer::sum));
        return List.copyOf(bins.values());
    }

    private static AlertInput detection(Step step, long at) {
        Row row = step.row();
        return AlertInput.of(
                new Detection(
                        Ids.of("plant", "" + step.line(), "" + step.raised()),
                        "fire/maintenance/plant",
                        AlertDomain.FIRE,
                        AlertClass.MAINTENANCE,
                        "limit",
                        step.raised() ? Level.YELLOW : Level.BLUE,
                        step.raised(),
                        row.tag(),
                        row.id(),
                        row.words(),
                        row.words(),
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        Instant.ofEpochMilli(at),
                        null,
                        false,
                        List.of()));
    }

    private static String row(int beginS, int endS, String tag) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("d/M/yyyy,H:mm:ss");
        LocalDateTime midnight = LocalDateTime.of(2016, 12, 7, 0, 0);
        return "%s,%s,%s,A,%sA,ALARM,N/A,words"
                .formatted(
                        midnight.plusSeconds(beginS).format(format),
                        midnight.plusSeconds(endS).format(format),
                        tag,
                        tag);
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.ofHours(8));
    }
}
