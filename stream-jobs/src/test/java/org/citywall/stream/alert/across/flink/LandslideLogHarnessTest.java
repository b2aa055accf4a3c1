package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.alert.Judging;
import org.junit.jupiter.api.Test;

/**
 * A log of triggers of landslides: each row names the event that it belongs to, and the group rule
 * makes one incident of the rows of an event. When an event is no longer valid, its condition ends
 * and people close it; one whose rows are all invalid ends as a false alarm.
 */
class LandslideLogHarnessTest {
    private static final String BY_EVENT =
            "{'groups':[{'id':'event','match':{'domains':['slope']},'by':['site','evidence:event']}]}";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * Two events of one site overlap, one trigger is from before its event, one event is invalid.
     */
    private static final List<String> OWN =
            List.of(
                    "1,10,2017-01-01 08:00:00,2017-01-03 20:00:00,finished,100,1,R,2017-01-01 07:30:00,aaa,1",
                    "1,10,2017-01-01 08:00:00,2017-01-03 20:00:00,finished,101,2,R,2017-01-01 11:30:00,aaa,1",
                    "1,11,2017-01-02 08:00:00,2017-01-04 20:00:00,finished,102,3,G,2017-01-02 08:00:00,aaa,1",
                    "1,10,2017-01-01 08:00:00,2017-01-03 20:00:00,finished,103,4,R,2017-01-02 19:30:00,aaa,1",
                    "2,12,2017-01-02 08:00:00,2017-01-02 20:00:00,invalid,104,5,E,2017-01-02 08:00:00,bbb,1",
                    "2,12,2017-01-02 08:00:00,2017-01-02 20:00:00,invalid,105,6,E,2017-01-02 09:00:00,bbb,1",
                    "2,13,2017-01-05 08:00:00,2017-01-06 20:00:00,finished,106,7,R,2017-01-05 08:00:00,bbb,1");

    private record Row(
            String site, String event, Instant valid, boolean invalid, String id, Instant at) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    cells[0],
                    cells[1],
                    time(cells[3]),
                    cells[4].equals("invalid"),
                    cells[5],
                    time(cells[8]));
        }
    }

    private record Incidents(Map<String, Alert> last, long counted, int left) {
        List<Alert> cancelled() {
            return last.values().stream()
                    .filter(alert -> alert.disposition() == Disposition.FALSE_ALARM)
                    .toList();
        }
    }

    @Test
    void rowsOfAnEventAreOneIncidentWhateverTheirTimes() throws Exception {
        Incidents incidents = run(OWN.stream().map(Row::of).toList());

        assertThat(incidents.last()).hasSize(4);
        assertThat(incidents.counted()).isEqualTo(7);
        assertThat(incidents.cancelled()).hasSize(1);
        assertThat(incidents.cancelled().get(0).occurrences()).isEqualTo(2);
        assertThat(incidents.left()).isZero();
    }

    @Test
    void theLogOfANationalWarningCentreIs425Incidents() throws Exception {
        List<Row> rows =
                Outside.lines("landslide-triggers-2016-2017.csv").stream().map(Row::of).toList();
        Map<String, Integer> expected = new TreeMap<>();
        rows.forEach(row -> expected.merge(row.site() + "/" + row.event(), 1, Integer::sum));

        Incidents incidents = run(rows);

        assertThat(incidents.last()).hasSize(425);
        assertThat(incidents.counted()).isEqualTo(rows.size()).isEqualTo(4_373);
        Map<String, Integer> counted = new TreeMap<>();
        for (Alert alert : incidents.last().values()) {
            String key = alert.site().id() + "/" + alert.evidence().get("event");
            counted.merge(key, alert.occurrences(), Integer::sum);
        }
        assertThat(counted).isEqualTo(expected);
        assertThat(incidents.cancelled()).hasSize(9);
        assertThat(incidents.cancelled().stream().mapToInt(Alert::occurrences).sum()).isEqualTo(46);
        assertThat(incidents.last().values())
                .allMatch(alert -> alert.response() == Response.CLOSED);
        assertThat(incidents.left()).isZero();
    }

    /** What happens, in its order: triggers, and the ends of events. */
    private static Incidents run(List<Row> rows) throws Exception {
        Map<String, List<Row>> events = new HashMap<>();
        rows.forEach(row -> events.computeIfAbsent(row.event(), e -> new ArrayList<>()).add(row));
        List<Step> steps = new ArrayList<>();
        for (Row row : rows) {
            steps.add(new Step(row.at(), row, false));
        }
        for (List<Row> event : events.values()) {
            Row last = event.stream().max(Comparator.comparing(Row::valid)).get();
            steps.add(new Step(last.valid(), last, true));
        }
        steps.sort(Comparator.comparing(Step::at).thenComparing(step -> step.row().id()));
        Instant begin = steps.get(0).at().minusSeconds(60);
        try (AcrossHarness city = new AcrossHarness(begin)) {
            city.step = 60_000;
            city.announce(Judging.version(2, Instant.parse("2016-01-01T00:00:00Z"), BY_EVENT));
            for (Step step : steps) {
                long at = Math.max(step.at().toEpochMilli(), city.now());
                city.tell(at, detection(step.row(), !step.end(), at));
                if (step.end()) {
                    boolean invalid =
                            events.get(step.row().event()).stream().allMatch(Row::invalid);
                    finish(city, step.row(), invalid);
                }
            }
            city.passTo(city.now() + 9 * 86_400_000L);
            assertThat(city.results).isNotEmpty().allMatch(result -> result.accepted());
            return incidents(city);
        }
    }

    private record Step(Instant at, Row row, boolean end) {}

    private static void finish(AcrossHarness city, Row row, boolean invalid) throws Exception {
        String open =
                city.view.values().stream()
                        .filter(alert -> row.event().equals(alert.evidence().get("event")))
                        .filter(alert -> alert.response() != Response.CLOSED)
                        .map(Alert::id)
                        .findFirst()
                        .orElseThrow();
        AlertAction verdict = invalid ? AlertAction.FALSE_ALARM : AlertAction.ACKNOWLEDGE;
        city.tell(city.now() + 1, Storm.act(open, verdict));
        city.tell(city.now() + 1, Storm.act(open, AlertAction.CLOSE));
    }

    private static Incidents incidents(AcrossHarness city) {
        Map<String, Alert> last = new TreeMap<>();
        for (AlertChange change : city.changes) {
            if (!change.alert().kind().equals("flood")) {
                last.put(change.alert().id(), change.alert());
            }
        }
        long counted = last.values().stream().mapToLong(Alert::occurrences).sum();
        return new Incidents(last, counted, city.left());
    }

    private static AlertInput detection(Row row, boolean raised, long at) {
        return AlertInput.of(
                new Detection(
                        Ids.of("trigger", row.id(), "" + raised),
                        "slope/alarm/" + row.site(),
                        AlertDomain.SLOPE,
                        AlertClass.ALARM,
                        "trigger",
                        raised ? Level.YELLOW : Level.BLUE,
                        raised,
                        "slope-" + row.site(),
                        row.event(),
                        "滑坡触发",
                        "触发 " + row.id(),
                        Map.of("event", row.event()),
                        new SiteRef(row.site(), row.site(), 121.0, 14.0),
                        "slopes/" + row.site(),
                        row.site(),
                        null,
                        Instant.ofEpochMilli(at),
                        null,
                        false,
                        List.of()));
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.ofHours(8));
    }
}
