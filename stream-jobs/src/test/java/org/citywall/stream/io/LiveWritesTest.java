package org.citywall.stream.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.PortView;
import org.junit.jupiter.api.Test;

class LiveWritesTest {
    @Test
    void aChargingSiteIsShownAsLongAsItHasAChargerOrAPort() {
        assertThat(LiveWrites.of(site(1, 2)).item()).contains("C-012");
        assertThat(LiveWrites.of(site(0, 1)).item()).contains("C-012");
        assertThat(LiveWrites.of(page(1, 2)).item()).contains("C-012");
    }

    @Test
    void aSiteWhoseLastChargerWasForgottenIsTakenOffWallAndPage() {
        assertThat(LiveWrites.of(site(0, 0)))
                .returns("", LiveWrite::item)
                .returns(true, LiveWrite::forget);
        assertThat(LiveWrites.of(page(0, 0)))
                .returns("", LiveWrite::item)
                .returns(true, LiveWrite::forget);
    }

    private static ChargerPage page(int stations, int ports) {
        return new ChargerPage(
                "C-012", 7, site(stations, ports), List.of(), List.of(), List.of(), List.of(), 0);
    }

    private static ChargerSite site(int stations, int ports) {
        return new ChargerSite(
                "C-012",
                7,
                null,
                null,
                null,
                Instant.EPOCH,
                PortView.NO_LEVEL,
                List.of(),
                null,
                ports,
                0,
                0,
                null,
                null,
                null,
                stations,
                0,
                false,
                0,
                0,
                0,
                0,
                false);
    }
}
