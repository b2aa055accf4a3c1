package org.citywall.gateway.live.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.live.topic.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveServerIT extends LiveServerHarness {
    @Test
    void subscriberGetsHelloSnapshotsDeltasAndBeats() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("signals");
        assertThat(wall.epoch()).isEqualTo("e1");
        assertThat(wall.messages().get(0).path("beatMs").asLong()).isEqualTo(200);
        assertThat(wall.ids("alerts")).containsExactly("a");

        alerts.apply("11-0", List.of(alert("b", Revisions.next(1, 0), "yunwan/x")));
        wall.awaitItem("alerts", "b", 1);
        alerts.apply("12-0", List.of(Item.gone("a", 2, "")));
        await().until(() -> !wall.ids("alerts").contains("a"));
        await().until(() -> wall.messages("beat").size() > 2);
        assertThat(wall.messages("beat").get(0).path("canary").path("ageMs").asLong())
                .isEqualTo(10);
        wall.assertNoGap();
        // A timer for each level; the alert is red.
        assertThat(meters.get(MetricNames.PIPELINE_LATENCY).tag("level", "red").timer().count())
                .isEqualTo(1);
    }

    @Test
    void paintedAlertAndSoundAreMeasured() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        long rev = Revisions.next(1, 0);
        alerts.apply("11-0", List.of(alert("b", rev, "yunwan/x")));
        wall.awaitItem("alerts", "b", rev);
        wall.send("{\"op\":\"seen\",\"id\":\"b\",\"rev\":" + rev + "}");
        wall.send("{\"op\":\"status\",\"sound\":\"armed\"}");

        await().untilAsserted(
                        () -> {
                            assertThat(meters.get(MetricNames.LIVE_EYE_LATENCY).timer().count())
                                    .isEqualTo(1);
                            assertThat(
                                            meters.get(MetricNames.LIVE_SOUND)
                                                    .tag("state", "armed")
                                                    .gauge()
                                                    .value())
                                    .isEqualTo(1);
                        });
    }

    @Test
    void clientThatWasCutOffResumesWithoutGap() throws Exception {
        WallClient first = wall("wall", ALERTS_ONLY);
        first.awaitSnapshot("alerts");
        alerts.apply("11-0", List.of(alert("b", 1, "yunwan/x")));
        first.awaitItem("alerts", "b", 1);
        String offset = first.offset("alerts");
        first.socket().close();
        alerts.apply("12-0", List.of(alert("c", 1, "yunwan/x")));
        alerts.apply("13-0", List.of(Item.gone("a", 2, "")));

        WallClient second = wall("wall", resume("e1", offset));
        await().until(() -> second.messages("delta").size() == 1);
        var delta = second.messages("delta").get(0);
        assertThat(delta.path("prev").asText()).isEqualTo(offset);
        assertThat(delta.path("offset").asText()).isEqualTo("13-0");
        assertThat(delta.path("changed").get(0).path("id").asText()).isEqualTo("c");
        assertThat(delta.path("removed").get(0).asText()).isEqualTo("a");
        assertThat(snapshots(second, "alerts")).isZero();
    }

    @Test
    void resumePointOfAnotherEpochGetsASnapshot() throws Exception {
        WallClient wall = wall("wall", resume("e0", "10-0"));
        wall.awaitSnapshot("alerts");

        assertThat(wall.ids("alerts")).containsExactly("a");
    }

    @Test
    void newEpochResynchronisesEverySession() throws Exception {
        WallClient wall = wall("wall", ALERTS_ONLY);
        wall.awaitSnapshot("alerts");
        alerts.load("e2", "5-0", List.of(alert("z", 1, "yunwan/x")));
        wall.awaitItem("alerts", "z", 1);

        assertThat(wall.messages("resync").get(0).path("reason").asText())
                .isEqualTo("epoch-changed");
        assertThat(wall.epoch()).isEqualTo("e2");
        assertThat(wall.ids("alerts")).containsExactly("z");
        await().until(() -> snapshots(wall, "signals") == 2);
    }

    @Test
    void topicsAreSubscribedOneByOneWithTheirOwnResumePoints() throws Exception {
        WallClient wall = wall("wall", resume("e1", "10-0"));
        wall.awaitSnapshot("signals");
        wall.send("{\"op\":\"subscribe\",\"topics\":[\"devices\"]}");
        wall.awaitSnapshot("devices");
        alerts.apply("11-0", List.of(alert("b", 1, "yunwan/x")));
        devices.apply("11-0", List.of(Item.plain("d", 1, "", "{\"id\":\"d\",\"rev\":1}")));
        wall.awaitItem("alerts", "b", 1);
        wall.awaitItem("devices", "d", 1);

        assertThat(snapshots(wall, "alerts")).isZero();
        wall.assertNoGap();
    }

    @Test
    void placeCutsSnapshotDeltasDevicesAndSignals() throws Exception {
        WallClient scoped =
                wall("shapu", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"devices\"]}");
        WallClient asked =
                wall(
                        "wall",
                        "{\"op\":\"subscribe\",\"topics\":[\"alerts\"],\"place\":\"yunwan/x\"}");
        scoped.awaitSnapshot("devices");
        asked.awaitSnapshot("signals");
        assertThat(scoped.ids("alerts")).containsExactly("a");
        assertThat(asked.ids("alerts")).isEmpty();

        alerts.apply("11-0", List.of(alert("x", 1, "yunwan/x")));
        devices.apply("11-0", List.of(Item.plain("d", 1, "yunwan/x", "{\"id\":\"d\"}")));
        signals.applyNext(List.of(Item.plain("p", 1, "yunwan/x", "{\"id\":\"p\"}")));
        signals.applyNext(List.of(Item.plain("u", 1, "", "{\"id\":\"u\"}")));
        alerts.apply("12-0", List.of(alert("a", 2, "yunwan/shapu/c01")));
        scoped.awaitItem("alerts", "a", 2);
        scoped.awaitItem("signals", "u", 0);
        asked.awaitItem("signals", "p", 0);

        assertThat(scoped.ids("alerts")).containsExactly("a");
        assertThat(scoped.ids("devices")).isEmpty();
        assertThat(scoped.ids("signals")).containsExactly("u");
        assertThat(asked.ids("alerts")).containsExactly("x");
        scoped.assertNoGap();
        asked.assertNoGap();
    }

    @Test
    void feedsOfLaterReleasesAreEmpty() throws Exception {
        WallClient wall =
                wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"tickets\",\"indicators\"]}");
        wall.awaitSnapshot("indicators");

        assertThat(wall.ids("tickets")).isEmpty();
    }

    @Test
    void topicThatNoFeedHasFilledIsNotShownAsEmpty() throws Exception {
        WallClient wall = wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"late\"]}");
        wall.awaitSnapshot("signals");
        assertThat(snapshots(wall, "late")).isZero();
        late.load("e1", "1-0", List.of());
        wall.awaitSnapshot("late");

        assertThat(wall.messages("resync")).isEmpty();
    }

    @Test
    void devicesAreConflated() throws Exception {
        WallClient wall =
                wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"devices\"]}");
        wall.awaitSnapshot("devices");
        for (int rev = 1; rev <= 500; rev++) {
            String json = "{\"id\":\"d\",\"rev\":" + rev + "}";
            devices.apply("11-" + rev, List.of(Item.plain("d", rev, "", json)));
        }
        wall.awaitItem("devices", "d", 500);

        assertThat(wall.messages("delta").size()).isLessThan(20);
        assertThat(meters.get(MetricNames.LIVE_CONFLATED).counter().count()).isGreaterThan(400);
        wall.assertNoGap();
    }

    @Test
    void fastReaderWhomTooManyItemsOvertookGetsThemAndGoesOn() throws Exception {
        WallClient fast =
                wall("wall", "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"devices\"]}");
        fast.awaitSnapshot("alerts");
        List<Item> many = new ArrayList<>();
        for (int i = 0; i < LiveOptions.defaults().outboxItems() + 1; i++) {
            String json = "{\"id\":\"d%d\",\"rev\":1}".formatted(i);
            many.add(Item.plain("d" + i, 1, "yunwan/x", json));
        }
        devices.apply("30-0", many);
        alerts.apply("31-0", List.of(alert("after", 1, "yunwan/x")));

        fast.awaitItem("alerts", "after", 1);
        await().until(() -> fast.ids("devices").contains("d0"));
    }
}
