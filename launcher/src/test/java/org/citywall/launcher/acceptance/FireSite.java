package org.citywall.launcher.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.Json;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.launcher.client.ApiClient;

/**
 * A building of one test alone, registered over REST, with a button and a panel. Far from all other
 * buildings, so that no alarm of another test makes an area incident with it.
 */
final class FireSite {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Rows of sites are 0.02 degrees (over 2 km) apart. */
    private static final double ROW_DEGREES = 0.02;

    private static final double LON = 114.9;
    private static final double LAT = 23.2;

    private final int number;

    private FireSite(int number) {
        this.number = number;
    }

    /** A new building that stands alone. */
    static FireSite alone() {
        return row(1)[0];
    }

    /** New buildings in a row, each about 51 m east of the one before. */
    static FireSite[] row(int count) {
        FireSite[] row = new FireSite[count];
        StringBuilder sites = new StringBuilder("id,name,place,kind,lon,lat,address\n");
        StringBuilder devices = new StringBuilder("id,domain,kind,siteId\n");
        for (int i = 0; i < count; i++) {
            FireSite site = new FireSite(COUNT.incrementAndGet());
            int first = site.number - i;
            sites.append(
                    "%s,%s,yunwan/shapu,tower,%.6f,%.6f,验收路%d号\n"
                            .formatted(
                                    site.id(),
                                    site.name(),
                                    LON + i * 0.0005,
                                    LAT + first * ROW_DEGREES,
                                    site.number));
            devices.append(
                    "%s,fire,one-click-alarm,%s\n%s,fire,transmission-device,%s\n"
                            .formatted(site.button(), site.id(), site.panelId(), site.id()));
            row[i] = site;
        }
        importCsv("sites", sites.toString());
        importCsv("devices", devices.toString());
        return row;
    }

    static void importCsv(String kind, String csv) {
        var answer =
                SharedCity.admin().post("api/v1/registry/import?kind=" + kind, "text/csv", csv);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    String id() {
        return "ACC-" + number;
    }

    String name() {
        return "验收楼" + number;
    }

    String button() {
        return "ACC-FA-" + number;
    }

    long panelAddress() {
        return 0xACC_0000L + number;
    }

    String panelId() {
        return "GB-" + Frame.hex(panelAddress());
    }

    /** Presses the button. */
    void press() {
        assertThat(SharedCity.device().press(button(), UUID.randomUUID().toString()).join())
                .isEqualTo(202);
    }

    /** The button is reset. */
    void restore() {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", "citywall.fire.signal.v1");
        event.put("source", "urn:citywall:acceptance").put("id", UUID.randomUUID().toString());
        event.putObject("data").put("deviceId", button()).put("signal", "restore");
        ApiClient.Answer answer =
                SharedCity.device()
                        .post("api/v1/events", "application/cloudevents+json", Json.string(event));
        assertThat(answer.status()).isEqualTo(202);
    }
}
