package org.citywall.stream.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketFlag;
import org.junit.jupiter.api.Test;

/** 50,000 service requests of a city, beside the checkout; {@link RepeatsTest} holds the rule. */
class NewYorkTest {
    private static final Path DATA = Path.of("shared", "data", "tickets");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static Path data() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve(DATA))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: no data of others beside the checkout");
        return at.resolve(DATA);
    }

    private static List<InsightCase> requests() throws IOException {
        List<InsightCase> cases = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader in =
                new InputStreamReader(
                        new GZIPInputStream(
                                Files.newInputStream(data().resolve("nyc311-50k.csv.gz"))),
                        StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(in)) {
                cases.add(request(row));
            }
        }
        cases.sort(Comparator.comparing(InsightCase::at).thenComparing(InsightCase::caseId));
        return cases;
    }

    private static InsightCase request(CSVRecord row) {
        Instant at = LocalDateTime.parse(row.get("created_date")).atZone(NEW_YORK).toInstant();
        boolean placed = !row.get("latitude").isBlank() && !row.get("longitude").isBlank();
        return new InsightCase(
                row.get("unique_key"),
                at,
                at,
                row.get("complaint_type") + "/" + row.get("descriptor"),
                row.get("complaint_type"),
                null,
                null,
                placed ? Double.valueOf(row.get("longitude")) : null,
                placed ? Double.valueOf(row.get("latitude")) : null,
                null,
                null,
                "",
                true);
    }

    @Test
    void theRepeatsOfARealCityAreTheOnesThatWereCountedIndependently() throws IOException {
        JsonNode expected = Json.mapper().readTree(data().resolve("nyc311-expected.json").toFile());
        SamePlace rule = new SamePlace(InsightPolicy.defaults());
        Map<String, PlaceMemory> memories = new HashMap<>();
        int repeats = 0;
        int largest = 0;
        for (InsightCase matter : requests()) {
            for (InsightInput input : rule.inputs(matter)) {
                InsightDraft draft = new InsightDraft(matter.at());
                PlaceMemory after = rule.take(memories.get(input.key()), input, draft);
                memories.put(input.key(), after);
                repeats += draft.flags().size();
                largest = Math.max(largest, after.count());
            }
        }

        assertThat(repeats)
                .isEqualTo(
                        expected.get(
                                        "duplicates_same_type_descriptor_coordinate_within_24h_of_first")
                                .asInt());
        assertThat(largest).isEqualTo(expected.get("largest_group").asInt());
    }

    @Test
    void hotSpotsOfARealCityComeWithTheirEvidence() throws IOException {
        Cases<HotMemory> cases = new Cases<>(new HotSpots(InsightPolicy.defaults()));
        requests().forEach(cases::take);

        assertThat(cases.hotSpots).isNotEmpty();
        assertThat(cases.hotSpots)
                .allSatisfy(
                        spot -> {
                            assertThat(spot.south()).isBetween(40.4, 41.0);
                            assertThat(spot.cases()).isNotEmpty();
                        });
        assertThat(cases.flagged(TicketFlag.HOT)).containsAll(cases.hotSpots.get(0).cases());
        assertThat(cases.hotSpots.stream().filter(s -> s.endedAt() == null).map(HotSpot::count))
                .allMatch(count -> count >= 4);
    }
}
