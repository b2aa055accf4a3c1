package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.launcher.demo.plan.CityPlan;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

class DistrictTest {
    private final District district = DemoDistricts.DEFAULT;
    private final List<Building> buildings = district.buildings();

    @Test
    void hasTheSizeOfTheSeedDistrict() {
        assertThat(buildings).hasSize(1_500);
        assertThat(district.plan().communities()).hasSize(12);
        assertThat(district.plan().outline().getArea() / 1e6).isBetween(13.5, 13.7);
        assertThat(paths(4)).as("grids").hasSize(37);
    }

    @Test
    void aboutAThirdOfTheBuildingsStandInUrbanVillages() {
        Map<BuildingKind, Integer> count = new HashMap<>();
        buildings.forEach(b -> count.merge(b.kind(), 1, Integer::sum));

        assertThat(count).containsOnlyKeys(BuildingKind.values());
        assertThat(count.get(BuildingKind.URBAN_VILLAGE)).isBetween(450, 550);
        assertThat(mean(BuildingKind.URBAN_VILLAGE)).isLessThan(500);
        assertThat(mean(BuildingKind.TOWER)).isGreaterThan(1_500);
    }

    @Test
    void everyBuildingHasOneButtonAndLargeOnesATransmissionDevice() {
        List<String> buttons = devices(District.Device.ONE_CLICK_ALARM);
        List<String> panels = devices(District.Device.TRANSMISSION_DEVICE);

        assertThat(buttons).hasSize(1_500).doesNotHaveDuplicates().contains("B-0042");
        assertThat(panels).hasSizeBetween(200, 700).doesNotHaveDuplicates();
        assertThat(district.devices()).extracting(District.Device::id).doesNotHaveDuplicates();
        assertThat(district.devices().get(41).id()).isEqualTo("FA-0042");
        assertThat(district.devices().get(41).siteId()).isEqualTo("B-0042");
    }

    @Test
    void idsAndNamesAreUniqueAndPlacesFormATree() {
        assertThat(buildings).extracting(Building::id).doesNotHaveDuplicates();
        assertThat(buildings).extracting(Building::name).doesNotHaveDuplicates();
        Set<String> seen = new HashSet<>();
        for (District.Place place : district.places()) {
            int slash = place.path().lastIndexOf('/');
            assertThat(slash < 0 || seen.contains(place.path().substring(0, slash)))
                    .as("the parent of %s stands before it", place.path())
                    .isTrue();
            assertThat(seen.add(place.path())).isTrue();
            assertThat(place.name()).isNotBlank();
        }
        assertThat(buildings).extracting(Building::place).allMatch(seen::contains);
        assertThat(buildings.get(0).place()).isEqualTo("yunwan/shapu/c01/g0101/B-0001");
        assertThat(buildings.get(0).placeName()).startsWith("云湾区/沙浦街道/榕树社区/第一网格/");
    }

    @Test
    void everyBuildingLiesInItsCommunityAndNotInWater() {
        List<PreparedGeometry> communities = new ArrayList<>();
        for (CityPlan.Community community : district.plan().communities()) {
            communities.add(PreparedGeometryFactory.prepare(community.outline()));
        }
        List<PreparedGeometry> waters = new ArrayList<>();
        for (CityPlan.Area area : district.plan().areas()) {
            if (area.layer().equals("water")) {
                waters.add(PreparedGeometryFactory.prepare(area.shape()));
            }
        }
        assertThat(waters).hasSizeGreaterThan(3);
        for (Building building : buildings) {
            Polygon shape = building.footprint();
            assertThat(shape.isValid()).as(building.id()).isTrue();
            assertThat(communities.get(building.community()).contains(shape))
                    .as("%s in its community", building.id())
                    .isTrue();
            assertThat(waters).as("%s is dry", building.id()).noneMatch(w -> w.intersects(shape));
        }
    }

    @Test
    void noTwoBuildingsOverlap() {
        STRtree index = new STRtree();
        buildings.forEach(b -> index.insert(b.footprint().getEnvelopeInternal(), b));
        for (Building building : buildings) {
            for (Object near : index.query(building.footprint().getEnvelopeInternal())) {
                Building other = (Building) near;
                assertThat(
                                other.id().equals(building.id())
                                        || !other.footprint().intersects(building.footprint()))
                        .as("%s and %s", building.id(), other.id())
                        .isTrue();
            }
        }
    }

    @Test
    void communitiesDoNotOverlapAndCoverTheDistrict() {
        double sum = 0;
        List<CityPlan.Community> all = district.plan().communities();
        for (int i = 0; i < all.size(); i++) {
            sum += all.get(i).outline().getArea();
            assertThat(all.get(i).outline().isValid()).isTrue();
            assertThat(all.get(i).outline().contains(all.get(i).label())).isTrue();
            for (int j = 0; j < i; j++) {
                double shared = all.get(i).outline().intersection(all.get(j).outline()).getArea();
                assertThat(shared).isLessThan(100);
            }
        }
        assertThat(sum / district.plan().outline().getArea()).isBetween(0.99, 1.001);
    }

    @Test
    void scaleMultipliesBuildingsAndGridsAndOtherSeedsWorkToo() {
        District twice = District.generate(4, 2);

        assertThat(twice.buildings()).hasSize(3_000);
        assertThat(twice.plan().communities()).hasSize(12);
        assertThat(twice.buildings()).extracting(Building::name).doesNotHaveDuplicates();
        assertThatThrownBy(() -> District.generate(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private double mean(BuildingKind kind) {
        return buildings.stream()
                .filter(b -> b.kind() == kind)
                .mapToDouble(Building::areaM2)
                .average()
                .orElseThrow();
    }

    private List<String> devices(String kind) {
        return district.devices().stream()
                .filter(device -> device.kind().equals(kind))
                .map(District.Device::siteId)
                .toList();
    }

    private List<String> paths(int depth) {
        return district.places().stream()
                .map(District.Place::path)
                .filter(path -> path.split("/").length == depth)
                .toList();
    }
}
