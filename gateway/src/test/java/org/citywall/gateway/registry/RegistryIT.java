package org.citywall.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.testing.IngestRig.ADMIN_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.OFFICER_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistryIT {
    private static final String CSV = "text/csv";
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
        return rig.post("/api/v1/registry/import?" + query, admin, CSV, csv);
    }

    @Test
    void bulkImportOfTheDistrictIsQuickAndSeenAtOnce() throws Exception {
        StringBuilder sites = new StringBuilder("id,name,place,kind,lon,lat,address\n");
        StringBuilder devices = new StringBuilder("id,domain,kind,siteId\n");
        for (int i = 0; i < 1_500; i++) {
            sites.append(
                    "BULK-%04d,%d栋,yw/sp/c01,building,114.0%d,22.5%d,\n".formatted(i, i, i, i));
            devices.append("D-%04d,fire,manual-call-point,BULK-%04d\n".formatted(i, i));
        }
        Instant before = Instant.now();
        JsonNode first = Json.mapper().readTree(importCsv("kind=sites", "\ufeff" + sites).body());
        JsonNode second =
                Json.mapper().readTree(importCsv("kind=devices", devices.toString()).body());
        long ms = java.time.Duration.between(before, Instant.now()).toMillis();

        assertThat(first.path("created").intValue()).isEqualTo(1_500);
        assertThat(second.path("created").intValue()).isEqualTo(1_500);
        assertThat(ms).isLessThan(2_000);
        assertThat(rig.registry.get().devices()).containsKey("D-1499");
        JsonNode again = Json.mapper().readTree(importCsv("kind=sites", sites.toString()).body());
        assertThat(again.path("created").intValue()).isZero();
        assertThat(again.path("updated").intValue()).as("nothing changed").isZero();
    }

    @Test
    void errorsAreNamedByLineAndNothingIsWritten() throws Exception {
        HttpResponse<String> answer =
                importCsv(
                        "kind=sites",
                        """
                        id,name,place,kind,lon,lat
                        E-1,好,yw/sp,building,114,22
                        E/2,好,yw/sp,building,114,22
                        E-3,,yw/xx,building,214,north
                        E-1,again,yw/sp,building,114,22
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(json.path("rows").intValue()).isEqualTo(4);
        List<String> errors = new ArrayList<>();
        json.path("errors").forEach(e -> errors.add(e.path("line") + e.path("field").textValue()));
        assertThat(errors)
                .containsExactlyInAnyOrder("3id", "4name", "4place", "4lon", "4lat", "5id");
        assertThat(rig.registry.get().sites()).doesNotContainKey("E-1");
    }

    @Test
    void contactsAreImportedButNotListed() throws Exception {
        importCsv(
                "kind=sites",
                """
                id,name,place,kind,lon,lat,contactName,contactPhone,accessRoad
                C-1,好,yw/sp,building,114,22,物业值班室,0755-0000-0123,东门进
                """);

        assertThat(rig.registry.get().sites().get("C-1").contact())
                .isEqualTo(new SiteContact("物业值班室", "0755-0000-0123", "东门进"));
        assertThat(Json.string(rig.registry.get().sites().get("C-1")))
                .contains("C-1")
                .doesNotContain("0755", "contact");
    }

    @Test
    void aColumnThatTheFileDoesNotHaveIsLeftAsItIsAndAnEmptyOneIsEmptied() throws Exception {
        importCsv(
                "kind=sites",
                """
                id,name,place,kind,lon,lat,contactName,contactPhone,accessRoad
                C-2,好,yw/sp,building,114,22,物业值班室,0755-0000-0123,东门进
                """);
        importCsv("kind=sites", "id,name,place,kind,lon,lat\nC-2,更好,yw/sp,building,114,22\n");
        assertThat(rig.registry.get().sites().get("C-2").name()).isEqualTo("更好");
        assertThat(rig.registry.get().sites().get("C-2").contact())
                .isEqualTo(new SiteContact("物业值班室", "0755-0000-0123", "东门进"));

        importCsv(
                "kind=sites",
                "id,name,place,kind,lon,lat,contactPhone\nC-2,更好,yw/sp,building,114,22,\n");
        assertThat(rig.registry.get().sites().get("C-2").contact())
                .isEqualTo(new SiteContact("物业值班室", null, "东门进"));
        importCsv("kind=sites", "id,name,place,kind,lon,lat\n");
    }

    @Test
    void dryRunCountsButWritesNothing() throws Exception {
        String csv = "path,name\nyw/new,新街道\nyw/sp,改名街道\n";

        JsonNode dry = Json.mapper().readTree(importCsv("kind=places&dryRun=true", csv).body());

        assertThat(dry.path("created").intValue()).isEqualTo(1);
        assertThat(dry.path("updated").intValue()).isEqualTo(1);
        assertThat(rig.registry.get().places()).doesNotContainKey("yw/new");
    }

    @Test
    void headerFaultsAndUnknownKindsAreTold() throws Exception {
        assertThat(importCsv("kind=places", "path,title\na,b\n").body())
                .contains("\"line\":1,\"field\":\"name\"")
                .contains("\"line\":1,\"field\":\"title\"");
        assertThat(importCsv("kind=cats", "a\n").statusCode()).isEqualTo(400);
        assertThat(importCsv("kind=places", "path,name\n\"a,b\n").statusCode()).isEqualTo(422);
        assertThat(importCsv("kind=places", "path,name\nno/parent,x\n").body())
                .contains("its parent 'no' is missing");
    }

    @Test
    void aTokenBelongsToOneCredential() throws Exception {
        String row = "id,token\nother,%s\n".formatted(IngestRig.INTEGRATION_TOKEN);

        assertThat(importCsv("kind=credentials", row).body())
                .contains("is the token of another credential");
        await(rig.imports.ensureIntegration("seeded", "another-long-token-1"));
        assertThat(rig.registry.get().credential(Tokens.hash("another-long-token-1")))
                .contains(new Credential("seeded", null));
    }

    @Test
    void onlyAdminsEdit() throws Exception {
        String officer = rig.tokenOf("officer", OFFICER_PASSWORD);
        assertThat(
                        rig.post("/api/v1/registry/import?kind=places", officer, CSV, "path,name\n")
                                .statusCode())
                .isEqualTo(403);
        assertThat(rig.post("/api/v1/registry/import?kind=places", null, CSV, "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void singleEntriesAreEditedAuditedAndGuardedByReferences() throws Exception {
        String body =
                "{\"name\":\"单栋\",\"place\":\"yw/sp/c01\",\"kind\":\"building\",\"lon\":114.1,\"lat\":22.6}";
        assertThat(put("sites/ONE", body).statusCode()).isEqualTo(201);
        assertThat(put("sites/ONE", body.replace("单栋", "改名")).statusCode()).isEqualTo(200);
        assertThat(rig.registry.get().sites().get("ONE").name()).isEqualTo("改名");
        assertThat(put("sites/ONE", "{\"name\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(put("sites/ONE", "{\"nome\":\"x\"}").body()).contains("\"field\":\"/nome\"");
        assertThat(put("places/yw/sp/c01/g7", "{\"name\":\"七格\"}").statusCode()).isEqualTo(201);
        assertThat(
                        put(
                                        "devices/ONE-P",
                                        "{\"domain\":\"fire\",\"kind\":\"panel\",\"siteId\":\"ONE\"}")
                                .statusCode())
                .isEqualTo(201);
        assertThat(delete("sites/ONE").statusCode()).as("a device is there").isEqualTo(409);
        assertThat(delete("places/yw/sp").statusCode()).as("places below").isEqualTo(409);
        assertThat(delete("devices/ONE-P").statusCode()).isEqualTo(204);
        assertThat(delete("sites/ONE").statusCode()).isEqualTo(204);
        assertThat(delete("sites/ONE").statusCode()).isEqualTo(404);

        var audit =
                await(
                        rig.pool
                                .query(
                                        "SELECT action FROM audit WHERE who = 'admin' AND key ="
                                                + " 'ONE' ORDER BY id")
                                .execute());
        List<String> actions = new ArrayList<>();
        audit.forEach(row -> actions.add(row.getString(0)));
        assertThat(actions).containsExactly("put", "put", "delete");
    }

    private static HttpResponse<String> put(String path, String body) throws Exception {
        return rig.call("PUT", "/api/v1/registry/" + path, admin, "application/json", body);
    }

    private static HttpResponse<String> delete(String path) throws Exception {
        return rig.call("DELETE", "/api/v1/registry/" + path, admin, null, "");
    }

    @Test
    void listsArePagedFilteredAndScopedToThePlaceOfWhoAsks() throws Exception {
        rig.importCsv(
                ImportKind.ACCOUNTS,
                "username,displayName,role,place,password\nstreet,街道,viewer,yw/ba,password-1\n");
        String street = rig.tokenOf("street", "password-1");
        rig.statuses.put(
                "P-2",
                new DeviceStatus(
                        "P-2",
                        1,
                        AlertDomain.FIRE,
                        "B-2",
                        "yw/ba",
                        true,
                        Instant.parse("2026-03-01T08:00:00Z")));

        JsonNode seen = Json.mapper().readTree(rig.get("/api/v1/devices", street).body());
        assertThat(seen.path("items").findValuesAsText("id")).containsExactly("P-2", "S-1");
        JsonNode heard = seen.path("items").get(0);
        assertThat(heard.path("online").booleanValue()).isTrue();
        assertThat(heard.path("lastSeenAt").textValue()).isEqualTo("2026-03-01T08:00:00.000Z");
        assertThat(seen.path("items").get(1).has("online")).as("never seen").isFalse();
        assertThat(rig.get("/api/v1/places", street).body())
                .contains("yw/ba")
                .doesNotContain("yw/sp");

        JsonNode first =
                Json.mapper().readTree(rig.get("/api/v1/sites?limit=1&place=yw/ba", admin).body());
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("B-2");
        assertThat(first.has("nextCursor")).isFalse();
        JsonNode page = Json.mapper().readTree(rig.get("/api/v1/places?limit=2", admin).body());
        String cursor = page.path("nextCursor").textValue();
        JsonNode next =
                Json.mapper()
                        .readTree(rig.get("/api/v1/places?limit=2&cursor=" + cursor, admin).body());
        assertThat(page.path("items").findValuesAsText("path")).containsExactly("yw", "yw/ba");
        assertThat(next.path("items").findValuesAsText("path")).startsWith("yw/sp");
        assertThat(rig.get("/api/v1/sites?limit=0", admin).statusCode()).isEqualTo(400);
    }
}
