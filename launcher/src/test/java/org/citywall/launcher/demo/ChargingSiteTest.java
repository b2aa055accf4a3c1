package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChargingSiteTest {
    @TempDir Path dir;

    @Test
    void villagesHaveShedsWithOneToThreeChargersThatSpeakInThreeWays() throws Exception {
        List<ChargingSite> sites = ChargingSite.of(DemoFiles.in(dir, District.DEFAULT_SEED, 1));

        assertThat(sites).hasSize(24).extracting(ChargingSite::name).doesNotHaveDuplicates();
        assertThat(sites).allMatch(site -> site.place().matches(District.ROOT + "/c\\d+/g\\d+"));
        assertThat(sites).allSatisfy(site -> assertThat(site.chargers()).hasSizeBetween(1, 3));
        List<ChargingSite.Charger> chargers =
                sites.stream().flatMap(site -> site.chargers().stream()).toList();
        assertThat(chargers)
                .hasSize(48)
                .allMatch(charger -> charger.id().matches("CH-\\d{15}"))
                .extracting(ChargingSite.Charger::id)
                .doesNotHaveDuplicates();
        assertThat(chargers.stream().filter(c -> c.road() == ChargingSite.Road.TCP).count())
                .isGreaterThan(30);
        assertThat(chargers)
                .extracting(ChargingSite.Charger::road)
                .contains(ChargingSite.Road.MQTT, ChargingSite.Road.HTTP);
    }

    @Test
    void sixLiftsHaveACamera() throws Exception {
        DemoFiles files = DemoFiles.in(dir, District.DEFAULT_SEED, 1);
        List<ChargingSite.Camera> cameras = ChargingSite.camerasOf(files);

        assertThat(cameras)
                .hasSize(6)
                .extracting(ChargingSite.Camera::building)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("B-"));
        assertThat(ChargingSite.devices(ChargingSite.of(files), cameras).lines())
                .hasSize(1 + 48 + 6)
                .allMatch(row -> row.split(",", -1).length == 5);
    }
}
