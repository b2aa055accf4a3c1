package org.citywall.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSlopeTest {
    @TempDir Path dir;

    @Test
    void everyCommunityHasASlopeWithThreeToSixStations() throws Exception {
        List<DemoSlope> slopes = DemoSlope.of(DemoFiles.in(dir, District.DEFAULT_SEED, 1));

        assertThat(slopes).hasSize(12).extracting(DemoSlope::place).doesNotHaveDuplicates();
        assertThat(slopes).allMatch(slope -> slope.place().startsWith(District.ROOT + "/c"));
        assertThat(slopes).allMatch(slope -> slope.name().endsWith("后山边坡"));
        assertThat(slopes).allSatisfy(slope -> assertThat(slope.stations()).hasSizeBetween(3, 6));
        assertThat(DemoSlope.sites(slopes).lines())
                .hasSize(13)
                .allMatch(row -> row.split(",", -1).length == 6);
        assertThat(DemoSlope.devices(slopes).lines())
                .hasSize(55)
                .anyMatch(row -> row.startsWith("SL-003-01,slope,station,S-003,"));
    }
}
