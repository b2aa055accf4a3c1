package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;

class BaseMapTest {
    private static final int BYTES_MAX = 1_500_000;

    private final byte[] bytes = BaseMap.geoJson(DemoDistricts.DEFAULT);

    @Test
    void isAFeatureCollectionOfTheAgreedLayersInSize() throws Exception {
        JsonNode map = Json.mapper().readTree(bytes);
        Map<String, Integer> layers = new TreeMap<>();
        for (JsonNode feature : map.get("features")) {
            layers.merge(feature.at("/properties/layer").asText(), 1, Integer::sum);
        }

        assertThat(bytes.length).isLessThan(BYTES_MAX);
        assertThat(map.get("type").asText()).isEqualTo("FeatureCollection");
        assertThat(layers)
                .containsOnlyKeys(
                        "land",
                        "water",
                        "green",
                        "street",
                        "building",
                        "urban-village",
                        "community",
                        "community-label")
                .containsEntry("building", 1_500)
                .containsEntry("community", 12)
                .containsEntry("community-label", 12);
    }

    @Test
    void buildingsCarryTheirSiteIdAndStreetsTheirRank() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<Integer> ranks = new HashSet<>();
        for (JsonNode feature : Json.mapper().readTree(bytes).get("features")) {
            JsonNode properties = feature.get("properties");
            if (properties.get("layer").asText().equals("building")) {
                ids.add(properties.get("id").asText());
                assertThat(properties.get("community").asText()).endsWith("社区");
                assertThat(properties.get("kind").asText()).isNotEmpty();
                assertThat(properties.get("h").asInt()).isBetween(1, 80);
            } else if (properties.get("layer").asText().equals("street")) {
                ranks.add(properties.get("rank").asInt());
            }
        }

        assertThat(ids).hasSize(1_500).contains("B-0001", "B-1500");
        assertThat(ranks).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void everyRingIsClosedAndEveryPositionIsNearTheDistrictWithSixDecimals() throws Exception {
        for (JsonNode feature : Json.mapper().readTree(bytes).get("features")) {
            JsonNode geometry = feature.get("geometry");
            switch (geometry.get("type").asText()) {
                case "Polygon" -> rings(geometry.get("coordinates"));
                case "MultiPolygon" -> geometry.get("coordinates").forEach(BaseMapTest::rings);
                case "LineString" -> line(geometry.get("coordinates"));
                case "MultiLineString" -> geometry.get("coordinates").forEach(BaseMapTest::line);
                case "Point" -> position(geometry.get("coordinates"));
                default -> throw new AssertionError("unexpected " + geometry.get("type"));
            }
        }
    }

    private static void rings(JsonNode rings) {
        assertThat(rings).isNotEmpty();
        for (JsonNode ring : rings) {
            assertThat(ring.size()).isGreaterThanOrEqualTo(4);
            assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
            ring.forEach(BaseMapTest::position);
        }
    }

    private static void line(JsonNode line) {
        assertThat(line.size()).isGreaterThanOrEqualTo(2);
        line.forEach(BaseMapTest::position);
    }

    private static void position(JsonNode position) {
        assertThat(position.get(0).asDouble()).isBetween(113.9, 114.2);
        assertThat(position.get(1).asDouble()).isBetween(22.4, 22.6);
        assertThat(position.get(0).asText().length()).isLessThanOrEqualTo(10);
    }
}
