package org.citywall.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;

class TicketMapTest {
    private static final String MAP =
            "{\"time\":\"came\",\"closed\":\"went\",\"zone\":\"America/New_York\","
                    + "\"ticketId\":\"key\",\"system\":\"test-city\",\"category\":\"kind\","
                    + "\"text\":[\"kind\",\"detail\"],\"lon\":\"x\",\"lat\":\"y\","
                    + "\"department\":\"agency\"}";
    private static final String NAMES = "key,came,went,kind,detail,x,y,agency\n";

    private final List<JsonNode> taken = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    @Test
    void aRowThatWasClosedIsTwoEventsAtTheirTimes() throws Exception {
        read("1,2026-04-11T23:28:40.000,2026-04-12T00:28:40.000,Noise,Loud,-73.9,40.8,NYPD\n");

        assertThat(rejected).isEmpty();
        assertThat(taken).hasSize(2);
        assertThat(taken.get(0))
                .isEqualTo(
                        Json.mapper()
                                .readTree(
                                        "{\"system\":\"test-city\",\"ticketId\":\"1\",\"event\":"
                                                + "\"created\",\"occurredAt\":\"2026-04-12T03:28:40.000Z\","
                                                + "\"category\":\"Noise\",\"text\":\"Noise / Loud\","
                                                + "\"department\":\"NYPD\",\"lon\":-73.9,\"lat\":40.8}"));
        assertThat(taken.get(1).path("event").asText()).isEqualTo("done");
        assertThat(taken.get(1).path("occurredAt").asText()).isEqualTo("2026-04-12T04:28:40.000Z");
    }

    @Test
    void whatIsEmptyIsLeftOut() throws Exception {
        read("1,2026-04-11T23:28:40.000,,Noise,,,,\n");

        assertThat(rejected).isEmpty();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).path("text").asText()).isEqualTo("Noise");
        assertThat(taken.get(0).has("lon")).isFalse();
        assertThat(taken.get(0).has("department")).isFalse();
    }

    @Test
    void whatIsWrongIsNamedOnceByLineAndColumn() throws Exception {
        read(
                """
                1,noon,2026-04-11T23:28:40.000,Noise,,,,
                2,2026-04-11T23:28:40.000,2026-04-11T23:28:39.000,Noise,,,,
                3,2026-04-11T23:28:40.000,,Noise,,west,40,
                4,2026-04-11T23:28:40.000,,Noise,,-73,,
                ,2026-04-11T23:28:40.000,,Noise,,,,
                """);

        assertThat(rejected)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("line 2: column came is no time: noon"),
                        one -> assertThat(one).startsWith("line 3: closed (column went) is before"),
                        one ->
                                assertThat(one)
                                        .isEqualTo("line 4: lon (column x) is no number: west"),
                        one -> assertThat(one).isEqualTo("line 5: lat is empty, the other is not"),
                        one -> assertThat(one).isEqualTo("line 6: ticketId (column key) is empty"));
        assertThat(taken).as("the second row came in all the same").hasSize(1);
    }

    @Test
    void aMisspeltColumnIsNamedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> read(MAP.replace("\"detail\"", "\"detial\""), ""))
                .hasMessageContaining("\"text\"")
                .hasMessageContaining("detial")
                .hasMessageContaining("its columns");
        assertThatThrownBy(() -> read(MAP.replace("\"came\"", "\"noon\""), ""))
                .hasMessageContaining("\"time\"");
    }

    @Test
    void aMapNamesWhatItLacks() {
        assertThatThrownBy(() -> map("{\"time\":\"t\",\"system\":\"s\"}"))
                .hasMessage("The map lacks \"ticketId\".");
        assertThatThrownBy(() -> map(MAP.replace("\"lat\"", "\"at\"")))
                .hasMessageContaining("\"at\" is no field");
        assertThatThrownBy(() -> map(MAP.replace(",\"lat\":\"y\"", "")))
                .hasMessageContaining("only one of");
        assertThatThrownBy(() -> map(MAP.replace("\"key\"", "[\"key\",\"x\"]")))
                .hasMessageContaining("\"ticketId\"");
        assertThatThrownBy(() -> map(MAP.replace("America/New_York", "Gotham")))
                .hasMessageContaining("zone");
    }

    @Test
    void figuresAreThoseOfTheRecord() throws Exception {
        List<JsonNode> tickets = new ArrayList<>();
        for (String[] each :
                new String[][] {
                    {"2026-01-01T00:00:00Z", "2026-01-01T00:30:00Z", "1.5"},
                    {"2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", "1.5"},
                    {"2026-01-02T00:00:00Z", null, "1.5"},
                    {"2026-01-02T00:00:01Z", "2026-01-04T00:00:01Z", "1.5"},
                    {"2026-01-02T00:00:02Z", null, "1.5"},
                    {"2026-01-01T00:00:00Z", null, null},
                    {"2026-01-01T00:00:00Z", null, null}
                }) {
            var ticket = Json.mapper().createObjectNode().put("createdAt", each[0]);
            if (each[1] != null) {
                ticket.put("doneAt", each[1]);
            }
            ticket.putObject("content").put("category", "a").put("title", "b");
            if (each[2] != null) {
                ticket.putObject("spot").put("lon", Double.parseDouble(each[2])).put("lat", 2.0);
            }
            tickets.add(ticket);
        }

        // Three within 24 h of the first, then a new group of two.
        assertThat(TicketFigures.of(tickets))
                .isEqualTo(new TicketFigures(7, 4, 3, 1, 2, 2, 48, 2, 3, 3));
    }

    private static TicketMap map(String json) throws Exception {
        return TicketMap.read(Json.mapper().readTree(json));
    }

    private void read(String rows) throws Exception {
        read(MAP, rows);
    }

    private void read(String map, String rows) throws Exception {
        byte[] file = (NAMES + rows).getBytes(StandardCharsets.UTF_8);
        new CsvRecording(file, map(map).rows())
                .read(
                        new Recording.Sink() {
                            @Override
                            public void take(String where, RecordedReading event) {
                                taken.add(event.data());
                            }

                            @Override
                            public void reject(String where, String why) {
                                rejected.add(where + ": " + why);
                            }
                        });
    }
}
