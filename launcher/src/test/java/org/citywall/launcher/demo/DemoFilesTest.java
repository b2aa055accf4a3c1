package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
    @TempDir Path dir;

    @Test
    void drawsOnceAndReadsItsDevicesBack() throws Exception {
        DemoFiles first = DemoFiles.in(dir, District.DEFAULT_SEED, 1);
        var drawn = Files.getLastModifiedTime(first.baseMap());
        DemoFiles second = DemoFiles.in(dir, District.DEFAULT_SEED, 1);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.baseMap())).isEqualTo(drawn);
        assertThat(second.readDevices()).isEqualTo(DemoDistricts.DEFAULT.devices());
        assertThat(dir).as("no draft left").isDirectoryNotContaining("glob:**drawing-*");
    }

    @Test
    void csvHasAHeaderAndOneRowForEach() throws Exception {
        DemoFiles files = DemoFiles.in(dir, District.DEFAULT_SEED, 1);

        List<String> places = Files.readAllLines(files.places());
        List<String> sites = Files.readAllLines(files.sites());
        List<String> devices = Files.readAllLines(files.devices());
        assertThat(places).startsWith("path,name", "yunwan,云湾区", "yunwan/shapu,沙浦街道");
        assertThat(sites)
                .hasSize(1_501)
                .startsWith(
                        "id,name,place,kind,lon,lat,address,contactName,contactPhone,accessRoad");
        assertThat(sites).allMatch(row -> row.split(",", -1).length == 10);
        assertThat(devices).startsWith("id,domain,kind,siteId,name");
        assertThat(devices.get(1)).startsWith("FA-0001,fire,one-click-alarm,B-0001,");
    }

    @Test
    void everyComponentOfEveryPanelHasFloorRoomAndKind() throws Exception {
        DemoFiles files = DemoFiles.in(dir, District.DEFAULT_SEED, 1);
        List<String> panels =
                DemoDistricts.DEFAULT.devices().stream()
                        .filter(District.Device::isPanel)
                        .map(District.Device::id)
                        .toList();

        Map<String, List<PanelPoint>> points = files.readFirePoints();

        assertThat(points).containsOnlyKeys(panels);
        assertThat(points.values())
                .allSatisfy(
                        all -> {
                            assertThat(all).extracting(PanelPoint::label).doesNotHaveDuplicates();
                            assertThat(all).anyMatch(PanelPoint::isButton);
                            assertThat(all)
                                    .allMatch(p -> !p.floor().isBlank() && !p.room().isBlank())
                                    .allMatch(p -> p.componentType() > 0);
                        });
        assertThat(points.values().stream().mapToInt(List::size).sum()).isBetween(2_000, 6_000);
    }
}
