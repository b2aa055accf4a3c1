package org.citywall.gateway.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.record.PortOrderStore;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders for ports while Kafka, PostgreSQL or the stream fail. */
@Timeout(60)
class UnendedOrdersIT {
    private static final String ORDERS = "/api/v1/chargers/C-1/stations/CH-1/ports/3/orders";
    private static IngestRig rig;
    private static UnendedOrders unended;
    private static String officer;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.SITES,
                "id,name,place,kind,lon,lat\nC-1,沙嘴充电棚,yw/sp/c01,charging,114.05,22.52\n");
        rig.importCsv(ImportKind.DEVICES, "id,domain,kind,siteId\nCH-1,ebike,charger,C-1\n");
        officer = rig.tokenOf("officer", IngestRig.OFFICER_PASSWORD);
        unended = new UnendedOrders(rig.vertx, rig.pool, rig.portOrders, rig.clock);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        IngestRig.await(rig.pool.query("DELETE FROM charger_order").execute());
        rig.log.reset();
    }

    private static HttpResponse<String> order(String commandId, String action) throws Exception {
        String body =
                "{\"commandId\":\"%s\",\"action\":\"%s\",\"reason\":\"冒烟\"}"
                        .formatted(commandId, action);
        return rig.post(ORDERS, officer, "application/json", body);
    }

    private static JsonNode stored(String commandId) throws Exception {
        HttpResponse<String> answer = rig.get(ORDERS + "/" + commandId, officer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), JsonNode.class);
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static List<String> appended() {
        return rig.log.ofType(EventTypes.CHARGER_ORDER, PortOrder.class).stream()
                .map(PortOrder::commandId)
                .toList();
    }

    private static long audited(String commandId) {
        return IngestRig.await(
                        rig.pool
                                .query(
                                        "SELECT count(*) FROM audit WHERE kind = 'charger-orders'"
                                                + " AND after->>'commandId' = '"
                                                + commandId
                                                + "'")
                                .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static void told(String commandId, long rev, PortOrderState state) throws Exception {
        PortOrderView view =
                new PortOrderView(
                        commandId,
                        rev,
                        "C-1",
                        "yw/sp/c01",
                        "CH-1",
                        3,
                        PortAction.CUT_OFF,
                        state,
                        "",
                        "officer",
                        "冒烟",
                        null,
                        1,
                        rig.clock.instant(),
                        rig.clock.instant(),
                        null,
                        null,
                        null);
        PortOrderStore store = new PortOrderStore(rig.postgres.jdbcUrl(), "postgres", "postgres");
        store.write(
                List.of(
                        store.read(
                                new ConsumerRecord<>(
                                        Topics.CHARGER_ORDERS, 0, 0, null, Json.bytes(view)))));
        store.close();
    }

    @Test
    void whatKafkaDidNotTakeIsAppendedAgainWhileItIsYoung() throws Exception {
        String commandId = uuid();
        rig.log.failing(true);
        assertThat(order(commandId, "cut-off").statusCode()).isEqualTo(503);
        IngestRig.await(unended.run());
        assertThat(stored(commandId).path("state").asText()).isEqualTo("REQUESTED");
        rig.log.failing(false);

        rig.clock.advance(Duration.ofSeconds(9));
        IngestRig.await(unended.run());
        IngestRig.await(unended.run());

        assertThat(appended()).containsExactly(commandId);
        assertThat(stored(commandId).path("recorded").asBoolean()).isTrue();
        assertThat(stored(commandId).path("state").asText()).isEqualTo("REQUESTED");
    }

    @Test
    void whatKafkaDidNotTakeIn10SecondsIsEndedAndNotAppendedAnyMore() throws Exception {
        String commandId = uuid();
        rig.log.failing(true);
        order(commandId, "cut-off");
        rig.log.failing(false);

        rig.clock.advance(Duration.ofSeconds(11));
        IngestRig.await(unended.run());

        assertThat(appended()).isEmpty();
        JsonNode stored = stored(commandId);
        assertThat(stored.path("state").asText()).isEqualTo("TIMEOUT");
        assertThat(stored.path("detail").asText()).isEqualTo(UnendedOrders.NOT_GIVEN);
        assertThat(stored.path("endedAt").asText()).isEqualTo(rig.clock.instant().toString());
    }

    @Test
    void anOrderOfWhichNothingIsToldForFiveMinutesIsEndedButTheStreamKnowsBetter()
            throws Exception {
        String commandId = uuid();
        String proven = uuid();
        order(commandId, "cut-off");
        order(proven, "cut-off");
        told(proven, 4, PortOrderState.VERIFIED);
        rig.clock.advance(Duration.ofMinutes(4));
        told(commandId, 3, PortOrderState.SENT);
        rig.clock.advance(Duration.ofMinutes(4));
        IngestRig.await(unended.run());
        assertThat(stored(commandId).path("state").asText())
                .as("changed 4 minutes ago")
                .isEqualTo("SENT");

        rig.clock.advance(Duration.ofSeconds(61));
        IngestRig.await(unended.run());

        assertThat(stored(commandId).path("state").asText()).isEqualTo("TIMEOUT");
        assertThat(stored(commandId).path("detail").asText()).isEqualTo(UnendedOrders.UNKNOWN);
        assertThat(stored(proven).path("state").asText()).isEqualTo("VERIFIED");
        told(commandId, 5, PortOrderState.VERIFIED);
        assertThat(stored(commandId).path("state").asText()).isEqualTo("VERIFIED");
    }

    @Test
    void withoutPostgresAPortIsCutOffAllTheSameAndWrittenDownLaterButNotEnabled() throws Exception {
        String commandId = uuid();
        rig.postgres.down();
        try {
            HttpResponse<String> answer = order(commandId, "cut-off");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(appended()).containsExactly(commandId);
            assertThat(order(uuid(), "enable").statusCode()).isEqualTo(503);
        } finally {
            rig.postgres.up();
        }
        assertThat(appended()).containsExactly(commandId);

        told(commandId, 3, PortOrderState.SENT);
        IngestRig.await(unended.run());
        IngestRig.await(unended.run());

        assertThat(stored(commandId).path("state").asText()).isEqualTo("SENT");
        assertThat(stored(commandId).path("recorded").asBoolean()).isTrue();
        assertThat(audited(commandId)).isEqualTo(1);
    }
}
