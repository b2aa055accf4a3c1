package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.WallClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several alarms are together, and what a registered test is, through the whole chain. */
class FireIncidentIT {
    private static final int SMOKE = AcceptancePanel.SMOKE_DETECTOR;

    private final ApiClient officer = SharedCity.officer();
    private WallClient wall;

    @BeforeEach
    void connect() {
        wall = SharedCity.wall(officer);
        await().atMost(SharedCity.SOON).until(() -> wall.hasSnapshot("alerts"));
    }

    @AfterEach
    void offsetsChained() {
        assertThat(wall.gaps()).isEmpty();
        wall.close();
    }

    @Test
    void pressInARegisteredTestIsADrillAndAnAlarmAtAnotherPointBreaksItAndIsRed() throws Exception {
        FireSite site = FireSite.alone();
        register(site, "{\"deviceId\":\"%s\",\"expects\":\"press\"}".formatted(site.button()));

        site.press();

        JsonNode drill = awaitAlert("a drill", a -> isOf(a, site) && isKind(a, "drill"));
        assertThat(drill.path("level").asInt()).isEqualTo(4);
        assertThat(drill.path("class").asText()).isEqualTo("maintenance");
        assertThat(drill.path("tags").toString()).contains("drill");
        assertThat(Alerts.of(wall, site.button())).as("no red").isEmpty();
        await().atMost(SharedCity.SOON).until(() -> Alerts.rawPress(wall, site.button()).isEmpty());

        try (AcceptancePanel panel = AcceptancePanel.connect(site.panelAddress())) {
            panel.alarm(SMOKE, 1, 2);
        }

        JsonNode red =
                awaitAlert("the alarm", a -> isRed(a) && Alerts.hasSource(a, site.panelId()));
        assertThat(red.path("tags").toString()).contains("drill-broken");
        JsonNode raised = awaitAlert("the press", a -> isRed(a) && hasBoth(a, site));
        assertThat(raised.path("id")).isEqualTo(red.path("id"));
        await().atMost(SharedCity.SOON)
                .until(
                        () ->
                                find(a -> isOf(a, site) && isKind(a, "drill"))
                                        .map(a -> a.path("condition").asText())
                                        .orElse("cleared")
                                        .equals("cleared"));
    }

    @Test
    void testThatListsAPointByItsAddressTakesItsAlarmThoughTheRegistryNamesThePoint()
            throws Exception {
        FireSite site = FireSite.alone();
        name(site, "5F-机房感烟", "五层", "机房");
        register(
                site,
                "{\"deviceId\":\"%s\",\"point\":\"S1.1/5-2\",\"expects\":\"alarm\"}"
                        .formatted(site.panelId()));
        try (AcceptancePanel panel = AcceptancePanel.connect(site.panelAddress())) {
            panel.alarm(SMOKE, 5, 2);

            JsonNode drill = awaitAlert("a drill", a -> isOf(a, site) && isKind(a, "drill"));
            assertThat(drill.path("sources").findValuesAsText("point")).containsExactly("5F-机房感烟");
            assertThat(Alerts.of(wall, site.panelId())).as("no red").isEmpty();
        }
    }

    @Test
    void alarmsInThreeBuildingsWithinAHundredMetresAreOneAreaIncident() throws Exception {
        FireSite[] row = FireSite.row(3);
        int before = alarmsOnRecord();

        row[0].press();
        row[1].press();
        awaitAlert("the second", a -> isRed(a) && Alerts.hasSource(a, row[1].button()));
        assertThat(find(a -> isArea(a, row[0]))).as("two are no area").isEmpty();
        try (AcceptancePanel panel = AcceptancePanel.connect(row[2].panelAddress())) {
            panel.alarm(SMOKE, 1, 1);
        }

        JsonNode area =
                awaitAlert(
                        "the area",
                        a -> isArea(a, row[0]) && isArea(a, row[1]) && isArea(a, row[2]));
        assertThat(area.path("level").asInt()).isEqualTo(1);
        assertThat(area.path("groupKey").asText()).isEqualTo("fire/area/" + row[0].id());
        assertThat(wall.items("alerts").values().stream().filter(a -> isArea(a, row[0])))
                .as("one, besides the buildings' own")
                .hasSize(1);
        for (FireSite site : row) {
            assertThat(find(a -> isOf(a, site) && isRed(a) && !isArea(a, site))).isPresent();
        }

        String path = "api/v1/alerts/" + area.path("id").asText();
        assertThat(officer.get(path + "/report119").body().path("text").asText())
                .as("the fire brigade hears of all")
                .contains(row[0].name(), row[1].name(), row[2].name());
        await().atMost(SharedCity.SOON)
                .until(() -> officer.get(path).body().path("timeline").size() >= 3);
        await().atMost(SharedCity.SOON).until(() -> alarmsOnRecord() >= before + 3);
        assertThat(alarmsOnRecord()).as("three alarms, not four").isEqualTo(before + 3);
    }

    @Test
    void buttonAndDetectorOfOneBuildingAreOneIncidentWithTheWordsOfTheRegistry() throws Exception {
        FireSite site = FireSite.alone();
        name(site, "5F-机房感烟", "五层", "机房");
        try (AcceptancePanel panel = AcceptancePanel.connect(site.panelAddress())) {
            panel.alarm(SMOKE, 5, 2);
            JsonNode first = awaitAlert("one point", a -> isRed(a) && isOf(a, site));
            assertThat(first.path("kind").asText()).isEqualTo("detector");
            assertThat(first.path("reason").asText()).contains("5F-机房感烟").contains("五层 机房");

            site.press();

            JsonNode incident = awaitAlert("incident", a -> isOf(a, site) && isKind(a, "incident"));
            assertThat(incident.path("id")).isEqualTo(first.path("id"));
            assertThat(incident.path("title").asText()).isEqualTo("多点报警");
            assertThat(hasBoth(incident, site)).isTrue();
        }
    }

    @Test
    void alarmOfAPanelOfTheDemoShowsFloorAndRoomAndNoAddress() throws Exception {
        JsonNode point = pointOfTheDemo();
        String panelId = point.path("deviceId").asText();
        try (AcceptancePanel panel =
                AcceptancePanel.connect(Long.parseLong(panelId.substring(3), 16))) {
            panel.alarm(SMOKE, point.path("zone").asInt(), point.path("position").asInt());
        }

        JsonNode alert = awaitAlert("the alarm", a -> isRed(a) && Alerts.hasSource(a, panelId));
        assertThat(alert.path("sources").findValuesAsText("point"))
                .containsExactly(point.path("label").asText());
        assertThat(alert.path("reason").asText())
                .contains(point.path("floor").asText() + " " + point.path("room").asText())
                .doesNotContain("S1.1");
        assertThat(alert.path("evidence").path("部件类型").asText()).contains("火灾探测器");
    }

    /** Other tests register points of their own, which come before. */
    private static JsonNode pointOfTheDemo() {
        for (JsonNode point :
                SharedCity.admin()
                        .get("api/v1/registry/fire-points?limit=200")
                        .body()
                        .path("items")) {
            if (!point.path("deviceId").asText().contains("ACC")) {
                return point;
            }
        }
        throw new AssertionError("the demo has no points");
    }

    private static void register(FireSite site, String point) {
        ApiClient.Answer answer =
                SharedCity.admin()
                        .post(
                                "api/v1/fire/windows",
                                "{\"siteId\":\"%s\",\"points\":[%s],\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"季度测试\"}"
                                        .formatted(
                                                site.id(),
                                                point,
                                                Instant.now(),
                                                Instant.now().plusSeconds(600)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    /** Names the point at zone 5, position 2 of the building's panel. */
    private static void name(FireSite site, String label, String floor, String room) {
        FireSite.importCsv(
                "fire-points",
                "id,deviceId,zone,position,componentType,label,floor,room\n%s-5-2,%s,5,2,41,%s,%s,%s\n"
                        .formatted(site.panelId(), site.panelId(), label, floor, room));
    }

    private int alarmsOnRecord() {
        JsonNode coverage = officer.get("api/v1/fire/coverage").body();
        return coverage.path("falseAlarms").path("alarms").asInt();
    }

    private JsonNode awaitAlert(String what, Predicate<JsonNode> wanted) {
        return await(what)
                .atMost(SharedCity.SOON)
                .until(() -> find(wanted), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> find(Predicate<JsonNode> wanted) {
        return wall.items("alerts").values().stream().filter(wanted).findFirst();
    }

    private static boolean isOf(JsonNode alert, FireSite site) {
        return alert.path("site").path("id").asText().equals(site.id());
    }

    private static boolean isKind(JsonNode alert, String kind) {
        return alert.path("kind").asText().equals(kind);
    }

    private static boolean isRed(JsonNode alert) {
        return alert.path("level").asInt() == 1;
    }

    private static boolean hasBoth(JsonNode alert, FireSite site) {
        return Alerts.hasSource(alert, site.button()) && Alerts.hasSource(alert, site.panelId());
    }

    private static boolean isArea(JsonNode alert, FireSite member) {
        return isKind(alert, "area-incident") && Alerts.hasSource(alert, member.id());
    }
}
