package org.citywall.stream.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.citywall.stream.area.AreaFires.at;
import static org.citywall.stream.area.AreaFires.building;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.place.SiteRef;
import org.junit.jupiter.api.Test;

class AreaRuleTest {
    private static final AreaPolicy POLICY = AreaPolicy.defaults();
    private static final SiteRef A = building("A", -40, -40);
    private static final SiteRef B = building("B", 20, -20);
    private static final SiteRef C = building("C", -20, 30);
    private static final SiteRef D = building("D", 60, 60);

    private final Map<String, AreaState> cells = new HashMap<>();
    private final List<Detection> out = new ArrayList<>();

    private void hear(Detection detection, Instant at) {
        AreaRule.inputs(detection, at, POLICY)
                .forEach(
                        fire -> {
                            AreaState before = cells.getOrDefault(fire.cell(), AreaState.EMPTY);
                            cells.put(fire.cell(), AreaRule.accept(before, fire));
                        });
    }

    private void fire(SiteRef site, double seconds) {
        hear(AreaFires.fire(site, true, at(seconds)), at(seconds));
        waitUntil(seconds);
    }

    private void restore(SiteRef site, double seconds) {
        hear(AreaFires.fire(site, false, at(seconds)), at(seconds));
        waitUntil(seconds);
    }

    private void waitUntil(double seconds) {
        cells.replaceAll(
                (cell, state) -> {
                    AreaDecision decision = AreaRule.advanceTo(state, cell, at(seconds), POLICY);
                    out.addAll(decision.detections());
                    return decision.state();
                });
    }

    @Test
    void threeBuildingsWithinAHundredMetresInTenMinutesAreOneAreaIncident() {
        SiteRef a = building("A", 300, 300);
        SiteRef b = building("B", 340, 300);
        SiteRef c = building("C", 300, 380);
        fire(a, 0);
        fire(b, 300);
        assertThat(out).isEmpty();

        fire(c, 600);

        assertThat(out).extracting(Detection::deviceId).containsExactly("A", "B", "C");
        assertThat(out).extracting(Detection::groupKey).containsOnly("fire/area/A");
        Detection first = out.get(0);
        assertThat(first.kind()).isEqualTo("area-incident");
        assertThat(first.level()).isEqualTo(Level.RED);
        assertThat(first.alertClass()).isEqualTo(AlertClass.ALARM);
        assertThat(first.reason()).contains("3 栋建筑", "100 米", "600 秒", "A 栋、B 栋、C 栋");
        assertThat(first.site()).isEqualTo(a);
    }

    @Test
    void theSameBuildingsInTheEveningAreASecondAreaIncidentThatPeopleHearOf() {
        fire(A, 0);
        fire(B, 100);
        fire(C, 200);
        assertThat(out).hasSize(3);
        out.clear();

        fire(A, 30_000);
        fire(B, 30_100);
        assertThat(out).isEmpty();
        fire(C, 30_200);

        assertThat(out)
                .extracting(Detection::deviceId, Detection::raised)
                .containsExactly(
                        tuple("A", false),
                        tuple("A", true),
                        tuple("B", false),
                        tuple("B", true),
                        tuple("C", false),
                        tuple("C", true));
    }

    @Test
    void repeatsOfTheSameFireMakeNoSecondIncident() {
        fire(A, 0);
        fire(B, 100);
        fire(C, 200);
        out.clear();

        for (int s = 300; s < 3_000; s += 100) {
            fire(A, s);
            fire(B, s + 10);
            fire(C, s + 20);
        }

        assertThat(out).isEmpty();
    }

    @Test
    void buildingsOnTheBorderOfCellsAreOneAreaIncident() {
        assertThat(List.of(A, C, D)).extracting(AreaCells::of).doesNotHaveDuplicates();

        fire(A, 0);
        fire(B, 1);
        fire(C, 2);
        fire(D, 3);

        assertThat(out).extracting(Detection::groupKey).containsOnly("fire/area/A");
        assertThat(ids()).hasSize(4);
        assertThat(out).extracting(Detection::deviceId).contains("A", "B", "C", "D");
    }

    @Test
    void whoIsHeardFirstDoesNotMatter() {
        List<Detection> fires = new ArrayList<>();
        for (SiteRef site : List.of(A, B, C, D)) {
            fires.add(AreaFires.fire(site, true, at(fires.size())));
        }
        List<String> expected = null;
        for (int seed = 0; seed < 20; seed++) {
            cells.clear();
            out.clear();
            Collections.shuffle(fires, new Random(seed));
            fires.forEach(fire -> hear(fire, fire.receivedAt()));
            waitUntil(60);
            expected = expected == null ? ids() : expected;
            assertThat(ids()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void buildingsFurtherApartAreNone() {
        fire(building("A", 300, 300), 0);
        fire(building("B", 401, 300), 1);
        fire(building("C", 300, 401), 2);

        assertThat(out).isEmpty();
    }

    @Test
    void buildingsOnBothSidesOfOneAreAroundIt() {
        fire(building("A", 300, 300), 0);
        fire(building("B", 395, 300), 1);
        fire(building("C", 490, 300), 2);

        assertThat(out).hasSize(3);
    }

    @Test
    void alarmsFurtherApartInTimeAreNone() {
        fire(A, 0);
        fire(B, 300);
        fire(C, 600.001);

        assertThat(out).isEmpty();
    }

    @Test
    void oneBuildingWithThreePointsIsNone() {
        fire(A, 0);
        fire(A, 1);
        fire(A, 2);

        assertThat(out).isEmpty();
    }

    @Test
    void aFurtherBuildingJoinsTheSameIncidentThroughItsNeighbours() {
        fire(building("A", 300, 300), 0);
        fire(building("B", 360, 300), 1);
        fire(building("C", 390, 300), 2);
        fire(building("E", 450, 300), 3);

        assertThat(out).extracting(Detection::deviceId).containsExactly("A", "B", "C", "E");
        assertThat(out).extracting(Detection::groupKey).containsOnly("fire/area/A");
    }

    @Test
    void theEndOfABuildingsFireEndsItsPartAndNoMore() {
        fire(A, 0);
        fire(B, 1);
        fire(C, 2);
        out.clear();

        restore(B, 9);

        assertThat(out).hasSize(1);
        assertThat(out.get(0).raised()).isFalse();
        assertThat(out.get(0).deviceId()).isEqualTo("B");
        assertThat(out.get(0).groupKey()).isEqualTo("fire/area/A");
    }

    @Test
    void aFireThatEndedStillCountsForTenMinutes() {
        fire(A, 0);
        restore(A, 5);
        fire(B, 6);
        fire(C, 7);

        assertThat(ids()).hasSize(3);
    }

    @Test
    void cellsForgetWhatIsOver() {
        fire(A, 0);
        fire(B, 1);
        waitUntil(1_201);

        assertThat(cells.values()).allMatch(AreaState::isEmpty);
    }

    @Test
    void whatTheStageMakesNeverConcernsIt() {
        AreaBuilding member = AreaBuilding.first(AreaFires.fire(A, true, at(0)), at(0));

        assertThat(AreaRule.concerns(member.newest())).isTrue();
        assertThat(AreaRule.concerns(AreaDetections.joined("g", member, List.of(member), POLICY)))
                .isFalse();
    }

    private List<String> ids() {
        return out.stream().map(Detection::id).distinct().sorted().toList();
    }
}
