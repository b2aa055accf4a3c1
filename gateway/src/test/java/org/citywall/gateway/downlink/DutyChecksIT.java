package org.citywall.gateway.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceResult;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DutyChecksIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final String PANEL = "GB-000000000001";
    private IngestRig rig;
    private DeviceCommandStore store;
    private DutyWatch watch;

    @BeforeEach
    void start() {
        rig = new IngestRig();
        rig.importCsv(
                ImportKind.DEVICES,
                "id,domain,kind,siteId\n" + PANEL + ",fire,transmission-device,B-1\n");
        store = new DeviceCommandStore(rig.pool);
        watch = new DutyWatch(rig.vertx, store, rig.ingest, rig.clock);
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.stop();
        rig.close();
    }

    private DeviceCommand order() {
        DeviceCommand order =
                new DeviceCommand(
                        UUID.randomUUID().toString(),
                        PANEL,
                        "duty-check",
                        Map.of("timeoutMinutes", "10"),
                        "officer",
                        rig.clock.instant(),
                        rig.clock.instant().plusSeconds(60));
        assertThat(IngestRig.await(store.order(order, "yw/sp/c01"))).isTrue();
        return order;
    }

    private int result(String commandId, String state) {
        DeviceResult result =
                new DeviceResult(
                        commandId,
                        PANEL,
                        "duty-check",
                        state,
                        null,
                        null,
                        "gw-1",
                        rig.clock.instant());
        int moved = IngestRig.await(store.result(result));
        IngestRig.await(watch.recorded(result));
        return moved;
    }

    private String state(DeviceCommand order) {
        return IngestRig.await(store.find(order.commandId())).orElseThrow().state();
    }

    private List<FireSignal> duty() {
        return rig.log.signals().stream().filter(s -> "duty-check".equals(s.point())).toList();
    }

    @Test
    void silenceOfTheGuardBecomesAFaultOnceItsTimeIsOver() {
        DeviceCommand order = order();
        result(order.commandId(), "sent");
        result(order.commandId(), "confirmed");
        rig.clock.advance(Duration.ofMinutes(9));
        assertThat(duty()).isEmpty();
        rig.clock.advance(Duration.ofMinutes(2));

        await().atMost(SECONDS).until(() -> state(order).equals("unanswered"));
        assertThat(duty()).hasSize(1);
        assertThat(duty().get(0).signal()).isEqualTo(FireSignalKind.FAULT);
        assertThat(duty().get(0).detail()).isEqualTo("限时 10 分钟");
        assertThat(duty().get(0).site().id()).isEqualTo("B-1");
        assertThat(result(null, "answered")).as("too late").isZero();
        assertThat(duty().get(1).signal()).isEqualTo(FireSignalKind.RESTORE);
    }

    @Test
    void silenceIsToldAgainWhileKafkaIsAway() {
        DeviceCommand order = order();
        result(order.commandId(), "sent");
        rig.log.failing(true);
        rig.clock.advance(Duration.ofMinutes(11));
        await().during(Duration.ofMillis(1_500))
                .atMost(SECONDS)
                .until(() -> state(order).equals("sent"));
        rig.log.failing(false);
        await().atMost(SECONDS).until(() -> state(order).equals("unanswered"));
        assertThat(duty()).hasSize(1);
    }

    @Test
    void answerEndsTheOpenChecksAndCountsInTheRate() {
        DeviceCommand first = order();
        result(first.commandId(), "sent");
        assertThat(result(null, "answered")).isEqualTo(1);
        assertThat(result(first.commandId(), "confirmed")).as("already over").isZero();
        rig.clock.advance(Duration.ofSeconds(1));
        DeviceCommand second = order();
        result(second.commandId(), "sent");
        rig.clock.advance(Duration.ofMinutes(11));
        await().atMost(SECONDS).until(() -> state(second).equals("unanswered"));

        assertThat(state(first)).isEqualTo("answered");
        assertThat(
                        IngestRig.await(
                                store.dutyRate("yw/sp", rig.clock.instant().minusSeconds(3_600))))
                .isEqualTo(new DeviceCommandStore.Rate(2, 1));
        assertThat(IngestRig.await(store.dutyChecks("yw", 10)))
                .extracting(DeviceCommandStore.Entry::commandId)
                .containsExactly(second.commandId(), first.commandId());
        assertThat(IngestRig.await(store.dutyChecks("yw/ba", 10))).isEmpty();
    }

    @Test
    void orderThatReachedNobodyIsNotTheGuardsFault() {
        DeviceCommand order = order();
        rig.clock.advance(Duration.ofMinutes(20));
        await().atMost(SECONDS).until(() -> state(order).equals("undelivered"));
        assertThat(duty()).isEmpty();
    }
}
