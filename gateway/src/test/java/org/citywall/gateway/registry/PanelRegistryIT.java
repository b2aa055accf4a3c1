package org.citywall.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.testing.IngestRig.ADMIN_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.OFFICER_PASSWORD;

import java.net.http.HttpResponse;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PanelRegistryIT {
    private static final String JSON = "application/json";
    private static final String POINTS = "id,deviceId,systemType,zone,position,label,siteId\n";
    private static IngestRig rig;
    private static String admin;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        admin = rig.tokenOf("admin", ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static HttpResponse<String> importCsv(String query, String csv) throws Exception {
        return rig.post("/api/v1/registry/import?" + query, admin, "text/csv", csv);
    }

    @Test
    void pointsAreImportedAndTheOneThatNamesTheSystemWins() throws Exception {
        String csv = POINTS + "a,P-1,,1,2,any,\nb,P-1,1,1,2,fire system,B-2\n";
        assertThat(importCsv("kind=fire-points&dryRun=true", csv).body()).contains("\"created\":2");
        assertThat(rig.registry.get().panels().points()).doesNotContainKey("a");
        assertThat(importCsv("kind=fire-points", csv).statusCode()).isEqualTo(200);

        PanelBook panels = rig.registry.get().panels();
        assertThat(panels.point("P-1", PointAddress.parse("S1.7/1-2")).label())
                .isEqualTo("fire system");
        assertThat(panels.point("P-1", PointAddress.parse("S13.0/1-2")).label()).isEqualTo("any");
        assertThat(panels.point("P-1", PointAddress.parse("S1.0/1-3"))).isNull();
        assertThat(panels.point("P-2", PointAddress.parse("S1.0/1-2"))).isNull();
        assertThat(PointAddress.parse("loop-7")).isNull();
    }

    @Test
    void errorsAreNamedByLine() throws Exception {
        String body =
                importCsv("kind=fire-points", POINTS + "c,P-9,300,1,70000,x,B-9\nd,S-1,1,1,1,,\n")
                        .body();

        assertThat(body)
                .contains("\"line\":2,\"field\":\"deviceId\"")
                .contains("\"line\":2,\"field\":\"systemType\"")
                .contains("\"line\":2,\"field\":\"position\"")
                .contains("\"line\":2,\"field\":\"siteId\"")
                .contains("\"line\":3,\"field\":\"deviceId\"")
                .contains("\"line\":3,\"field\":\"label\"");
    }

    @Test
    void twoPointsOfAPanelHaveNeitherOneAddressNorOneLabel() throws Exception {
        assertThat(importCsv("kind=fire-points", POINTS + "e,P-2,,5,5,x,\nf,P-2,,5,5,y,\n").body())
                .contains("another point has this address");
        assertThat(importCsv("kind=fire-points", POINTS + "e,P-2,,5,5,x,\nf,P-2,,5,6,x,\n").body())
                .contains("another point of the panel has it");
    }

    @Test
    void profileIsPutReadAndRemovedAndAWrongOneRefused() throws Exception {
        String path = "/api/v1/registry/panel-profiles/P-1";
        String wrong = "{\"timeCoding\":\"guess\",\"checksum\":\"sum\"}";
        String right = "{\"timeCoding\":\"bcd\",\"checksum\":\"xor\",\"clockLimitS\":60}";

        assertThat(rig.call("PUT", path, admin, JSON, wrong).body())
                .contains("/timeCoding", "must be binary or bcd");
        assertThat(rig.call("PUT", path, admin, JSON, right).statusCode()).isEqualTo(201);
        assertThat(rig.registry.get().panels().profile("P-1"))
                .isEqualTo(new PanelProfile("P-1", "bcd", "xor", "now", 60, null));
        String officer = rig.tokenOf("officer", OFFICER_PASSWORD);
        assertThat(rig.get("/api/v1/registry/panel-profiles", officer).body())
                .contains("\"clockLimitS\":60");
        assertThat(rig.call("PUT", path, officer, JSON, right).statusCode()).isEqualTo(403);
        assertThat(rig.call("DELETE", path, admin, JSON, "").statusCode()).isEqualTo(204);
        assertThat(rig.registry.get().panels().profile("P-1"))
                .isEqualTo(PanelProfile.standard("P-1"));
    }
}
