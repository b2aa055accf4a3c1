package org.citywall.gateway.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.names.MetricNames;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketSealed;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.LogLines;
import org.citywall.gateway.testing.OnePartition;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TicketRecordIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private final TestPostgres postgres = TestPostgres.create();
    private final TicketStore store = new TicketStore(postgres.jdbcUrl(), "postgres", "postgres");
    private final TicketOrderStore orders =
            new TicketOrderStore(postgres.jdbcUrl(), "postgres", "postgres");

    @AfterEach
    void close() {
        store.close();
        orders.close();
    }

    @Test
    void aCaseStandsAsItsNewestRevisionWithItsPartsAndItsStory() throws Exception {
        CaseFile file = new CaseFile("a");
        TicketChange first = file.clock("respond", ClockState.RUNNING, HOUR, null).told("s1");
        file.state = TicketState.DISPATCHED;
        file.flags = List.of(TicketFlag.SUPERVISED);
        file.department(CaseFile.DEPARTMENT, 1, null, null);
        file.clock("complete", ClockState.RUNNING, HOUR.multipliedBy(24), null);
        TicketChange second = file.told("s2", "s3");

        write(first, second);

        assertThat(sql("SELECT rev, state, open, flags, departments, due_at, lon FROM ticket"))
                .containsExactly(
                        "2|dispatched|t|{supervised}|{沙浦街道执法队}|2026-03-02 02:00:00+00|114.03");
        assertThat(sql("SELECT n, milestone, state FROM ticket_clock ORDER BY n"))
                .containsExactly("1|respond|running", "2|complete|running");
        assertThat(sql("SELECT department, round FROM ticket_department"))
                .containsExactly("沙浦街道执法队|1");
        assertThat(sql("SELECT system, number FROM ticket_link"))
                .containsExactly("hotline-12345|Na");
        assertThat(sql("SELECT step_id, rev FROM ticket_step ORDER BY seq"))
                .containsExactly("s1|1", "s2|2", "s3|2");
    }

    @Test
    void whatComesTwiceOrLateChangesNothing() throws Exception {
        CaseFile file = new CaseFile("a").clock("respond", ClockState.RUNNING, HOUR, null);
        file.clock("complete", ClockState.RUNNING, HOUR, null);
        TicketChange first = file.told("s1");
        file.clocks.remove(1);
        file.state = TicketState.DISPATCHED;
        TicketChange second = file.told("s2");
        write(first, second);
        List<String> before = all();

        write(first);
        assertThat(all()).isEqualTo(before);
        write(first, second, first, second);
        write(second, first);

        assertThat(all()).isEqualTo(before);
        assertThat(sql("SELECT milestone FROM ticket_clock")).containsExactly("respond");
    }

    /** The job writes at once, so what it wrote behind its last checkpoint it writes again. */
    @Test
    void aStepThatARestoredJobTellsAgainStandsOnce() throws Exception {
        CaseFile file = new CaseFile("a");
        file.rev = Revisions.next(1, 0);
        TicketChange first = file.told("s1");
        TicketChange lost = file.told("s2");
        file.rev = Revisions.next(2, first.ticket().rev());
        TicketChange again = file.told("s2");
        assertThat(again.ticket().rev()).isGreaterThan(lost.ticket().rev());

        write(first, lost);
        write(again);
        write(lost);

        assertThat(sql("SELECT step_id FROM ticket_step ORDER BY seq")).containsExactly("s1", "s2");
        assertThat(sql("SELECT rev FROM ticket"))
                .containsExactly(Long.toString(again.ticket().rev()));
    }

    @Test
    void textThatARevisionDoesNotBringIsKeptUnlessTheCaseIsSecret() throws Exception {
        CaseFile file = new CaseFile("a");
        TicketChange first = file.told();
        file.text = null;
        file.title = null;
        TicketChange second = file.told();
        write(first);
        write(second);
        assertThat(sql("SELECT rev, title, text FROM ticket")).containsExactly("2|楼下垃圾|楼下垃圾三天没人清");

        orders.write(
                List.of(orders.read(record(Topics.ORDERS, new CaseFile("a").order("o1", "x")))));
        file.flags = List.of(TicketFlag.SECRET);
        file.title = "仍带标题";
        write(file.told());

        assertThat(sql("SELECT rev, title, text, body->'content'->>'address' FROM ticket"))
                .containsExactly("3|null|null|null");
        assertThat(sql("SELECT body->>'title', body->>'category' FROM ticket_order"))
                .containsExactly("null|01-02");
        assertThat(sql("SELECT body::text FROM ticket").get(0)).doesNotContain("垃圾三天", "标题");
    }

    @Test
    void oneBatchKeepsTheTextOfAnEarlierRevisionInIt() throws Exception {
        CaseFile file = new CaseFile("a");
        TicketChange first = file.told();
        file.text = null;
        write(first, file.told());

        assertThat(sql("SELECT rev, text FROM ticket")).containsExactly("2|楼下垃圾三天没人清");
    }

    @Test
    void unknownCoordinatesAreNull() throws Exception {
        CaseFile file = new CaseFile("a");
        file.lon = null;
        file.lat = null;
        file.place = null;
        write(file.told());

        assertThat(sql("SELECT lon, lat, place FROM ticket")).containsExactly("null|null|null");
    }

    @Test
    void aThousandCasesOfOneBatchAreWritten() throws Exception {
        List<TicketStore.Told> rows = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            CaseFile file = new CaseFile("c" + i).clock("respond", ClockState.RUNNING, HOUR, null);
            rows.add(new TicketStore.Told(file.told("s" + i)));
        }
        store.write(rows);

        assertThat(sql("SELECT count(*) FROM ticket JOIN ticket_step USING (case_id)"))
                .containsExactly("1200");
        assertThat(sql("SELECT count(*) FROM ticket_clock")).containsExactly("1200");
    }

    @Test
    void ordersAreWrittenOnceAndThoseOfARecordingAreNotToBeSent() throws Exception {
        CaseFile file = new CaseFile("a");
        CaseFile replayed = new CaseFile("b");
        replayed.replay = true;
        for (int i = 0; i < 2; i++) {
            orders.write(
                    List.of(
                            orders.read(record(Topics.ORDERS, file.order("o1", "x"))),
                            orders.read(record(Topics.ORDERS, replayed.order("o2", "x")))));
        }

        assertThat(sql("SELECT id, state, replay, attempts FROM ticket_order ORDER BY seq"))
                .containsExactly("o1|waiting|f|0", "o2|recorded|t|0");
    }

    @Test
    void originalsAreWrittenOnceAsTheyCame() throws Exception {
        TicketOriginalStore originals =
                new TicketOriginalStore(postgres.jdbcUrl(), "postgres", "postgres");
        CaseFile file = new CaseFile("a");
        TicketSealed sealed =
                new TicketSealed("e1", "a", file.refs.get(0), "k1", "c2VhbGVk", CaseFile.CREATED);
        for (int i = 0; i < 2; i++) {
            originals.write(List.of(originals.read(record(Topics.TICKET_SEALED, sealed))));
        }
        originals.close();

        assertThat(sql("SELECT event_id, system, key_id, sealed FROM ticket_sealed"))
                .containsExactly("e1|hotline-12345|k1|c2VhbGVk");
    }

    @Test
    void aRowThatIsRefusedStopsNoOtherAndIsNotTold() throws Exception {
        OnePartition changes = new OnePartition(Topics.TICKET_CHANGES);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        var reader =
                TicketWriters.changes(
                        () -> changes.consumer, store, Duration.ofMillis(100), meters);
        CaseFile bad = new CaseFile("bad");
        bad.text = "电话13800001111\0";
        try (LogLines lines = new LogLines(List.of("org.citywall.gateway.record"))) {
            reader.start();
            changes.awaitAssigned();
            changes.add("{\"ticket\":{\"id\":\"x\",\"state\":\"张三丰\"}}".getBytes(UTF_8));
            changes.add("{\"ticket\":{\"id\":\"y\"}}".getBytes(UTF_8));
            CaseFile timeless = new CaseFile("timeless");
            TicketChange untold = timeless.told("s1");
            timeless.createdAt = null;
            changes.add(Json.bytes(new TicketChange(timeless.ticket(), untold.steps())));
            changes.add(Json.bytes(bad.told("s1")));
            changes.add(Json.bytes(new CaseFile("good").told("s1")));
            changes.awaitCommitted();
            reader.stop();

            assertThat(String.join("\n", lines.lines()))
                    .contains("bad")
                    .doesNotContain("1380000", "张三丰");
        }
        assertThat(sql("SELECT case_id FROM ticket")).containsExactly("good");
        assertThat(
                        Stream.of("refused", "unreadable")
                                .map(
                                        reason ->
                                                meters.get(MetricNames.RECORD_LEFT_OUT)
                                                        .tag("reason", reason)
                                                        .counter()
                                                        .count()))
                .containsExactly(1.0, 3.0);
    }

    private List<String> all() throws SQLException {
        List<String> all = new ArrayList<>(sql("SELECT ticket::text FROM ticket"));
        all.addAll(sql("SELECT c::text FROM ticket_clock AS c ORDER BY 1"));
        all.addAll(sql("SELECT step_id, seq FROM ticket_step ORDER BY seq"));
        return all;
    }

    private void write(TicketChange... changes) throws SQLException {
        store.write(
                Stream.of(changes)
                        .map(change -> store.read(record(Topics.TICKET_CHANGES, change)))
                        .toList());
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, Object value) {
        return new ConsumerRecord<>(topic, 0, 0, null, Json.bytes(value));
    }

    private List<String> sql(String query) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "postgres");
                Statement statement = db.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", cells));
            }
            return found;
        }
    }
}
