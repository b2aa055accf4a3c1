package org.citywall.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.citywall.gateway.testing.IngestRig.ADMIN_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.INTEGRATION_TOKEN;
import static org.citywall.gateway.testing.IngestRig.OFFICER_PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.citywall.contracts.Json;
import org.citywall.gateway.access.LocalAccess;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.Tokens;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Credentials and accounts by REST, on a real PostgreSQL, with a second gateway that watches. */
class AccessEntriesIT {
    private static final Duration EVERYWHERE = Duration.ofSeconds(2);
    private static IngestRig rig;
    private static String admin;
    private static ChangeWatch otherWatch;
    private static LocalAccess otherAccess;
    private static RegistryCache otherRegistry;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
        admin = rig.tokenOf("admin", ADMIN_PASSWORD);
        otherWatch = new ChangeWatch(rig.vertx, rig.pool, ChangeWatch.DEFAULT_INTERVAL);
        otherAccess =
                new LocalAccess(
                        rig.vertx, rig.pool, otherWatch, rig.clock, LocalAccess.Options.defaults());
        otherRegistry = new RegistryCache(rig.vertx, rig.pool, otherWatch);
        IngestRig.await(otherAccess.start());
        IngestRig.await(otherRegistry.start());
        otherWatch.start();
    }

    @AfterAll
    static void stop() {
        otherWatch.stop();
        IngestRig.await(otherAccess.stop());
        rig.close();
    }

    private static HttpResponse<String> put(String path, String body) throws Exception {
        return rig.call("PUT", "/api/v1/registry/" + path, admin, "application/json", body);
    }

    private static int delete(String path) throws Exception {
        return rig.call("DELETE", "/api/v1/registry/" + path, admin, null, "").statusCode();
    }

    private static String list(String path) throws Exception {
        return rig.get("/api/v1/registry/" + path, admin).body();
    }

    private static int event(String token) throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"citywall.fire.signal.v1\",\"id\":\"e\","
                        + "\"source\":\"t\",\"data\":{\"deviceId\":\"P-1\",\"signal\":\"test\"}}";
        return rig.post("/api/v1/events", token, "application/cloudevents+json", event)
                .statusCode();
    }

    private static int password(String token, String current, String wanted) throws Exception {
        return rig.post(
                        "/api/v1/me/password",
                        token,
                        "application/json",
                        "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, wanted))
                .statusCode();
    }

    private static String trail(String kind, String key) {
        StringBuilder trail = new StringBuilder();
        IngestRig.await(
                        rig.pool
                                .preparedQuery(
                                        "SELECT who, action, before, after FROM audit"
                                                + " WHERE kind = $1 AND key = $2 ORDER BY id")
                                .execute(Tuple.of(kind, key)))
                .forEach(row -> trail.append(row.deepToString()).append('\n'));
        return trail.toString();
    }

    @Test
    void tokenIsToldOnceRotatedAndRevokedOnEveryGateway() throws Exception {
        HttpResponse<String> made = put("credentials/box", "{\"deviceId\":\"P-1\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String first = Json.mapper().readTree(made.body()).path("token").textValue();
        assertThat(event(first)).isEqualTo(202);
        assertThat(list("credentials"))
                .contains("{\"id\":\"box\",\"deviceId\":\"P-1\"}")
                .contains("{\"id\":\"integration\"}")
                .doesNotContain("token");

        HttpResponse<String> set =
                put("credentials/box", "{\"deviceId\":\"P-1\",\"token\":\"chosen-token-0001\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.body()).doesNotContain("token");
        assertThat(event(first)).isEqualTo(401);
        assertThat(event("chosen-token-0001")).isEqualTo(202);
        await().atMost(EVERYWHERE).until(() -> knows("chosen-token-0001"));

        assertThat(delete("credentials/box")).isEqualTo(204);
        assertThat(delete("credentials/box")).isEqualTo(404);
        assertThat(event("chosen-token-0001")).isEqualTo(401);
        await().atMost(EVERYWHERE).until(() -> !knows("chosen-token-0001"));
        assertThat(trail("credentials", "box"))
                .contains("put", "delete")
                .doesNotContain("chosen-token", "token_hash", first);
    }

    private static boolean knows(String token) {
        return otherRegistry.get().credential(Tokens.hash(token)).isPresent();
    }

    @Test
    void badCredentialsAreRefusedByField() throws Exception {
        assertThat(put("credentials/x", "{\"token\":\"short\"}").body())
                .contains("\"field\":\"/token\"");
        assertThat(put("credentials/x", "{\"deviceId\":\"nowhere\"}").body())
                .contains("\"field\":\"/deviceId\"");
        String taken = "{\"token\":\"" + INTEGRATION_TOKEN + "\"}";
        assertThat(put("credentials/x", taken).body()).contains("another credential");
        assertThat(put("credentials/x%2Fy", "{}").statusCode()).isEqualTo(400);
        String officer = rig.tokenOf("officer", OFFICER_PASSWORD);
        assertThat(rig.get("/api/v1/registry/credentials", officer).statusCode()).isEqualTo(403);
        assertThat(rig.get("/api/v1/registry/accounts", officer).statusCode()).isEqualTo(403);
    }

    @Test
    void accountIsMadeChangedAndRemovedAndItsSessionsEndEverywhere() throws Exception {
        HttpResponse<String> made =
                put("accounts/li", "{\"displayName\":\"李\",\"role\":\"officer\",\"place\":\"yw\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String generated = Json.mapper().readTree(made.body()).path("password").textValue();
        String session = rig.tokenOf("li", generated);
        assertThat(IngestRig.await(otherAccess.byToken(session))).isPresent();
        assertThat(list("accounts")).contains("\"username\":\"li\"").doesNotContain("password");

        assertThat(put("accounts/li", "{\"displayName\":\"李四\"}").statusCode()).isEqualTo(200);
        JsonNode me = Json.mapper().readTree(rig.get("/api/v1/me", session).body());
        assertThat(me.path("displayName").textValue()).as("not logged out").isEqualTo("李四");

        assertThat(put("accounts/li", "{\"role\":\"viewer\"}").statusCode()).isEqualTo(200);
        assertThat(rig.get("/api/v1/me", session).statusCode()).isEqualTo(401);
        await().atMost(EVERYWHERE)
                .until(() -> IngestRig.await(otherAccess.byToken(session)).isEmpty());
        assertThat(put("accounts/li", "{\"password\":\"Reset-4711\"}").body())
                .doesNotContain("Reset-4711");
        String again = rig.tokenOf("li", "Reset-4711");
        assertThat(rig.get("/api/v1/me", again).body()).contains("\"role\":\"viewer\"");

        assertThat(delete("accounts/li")).isEqualTo(204);
        assertThat(rig.get("/api/v1/me", again).statusCode()).isEqualTo(401);
        assertThat(delete("accounts/li")).isEqualTo(404);
        assertThat(trail("accounts", "li"))
                .contains("admin", "put", "delete", "passwordSet")
                .doesNotContain("Reset-4711", "password_hash", generated);
    }

    @Test
    void badAccountsAreRefusedByField() throws Exception {
        String base = "{\"displayName\":\"x\",\"role\":\"officer\"";
        assertThat(put("accounts/x", "{\"role\":\"officer\"}").body()).contains("/displayName");
        assertThat(put("accounts/x", "{\"displayName\":\"x\"}").body()).contains("/role");
        assertThat(put("accounts/x", base + ",\"place\":\"no\"}").body()).contains("/place");
        assertThat(put("accounts/x", base + ",\"password\":\"onlysmall\"}").body())
                .contains("/password");
        assertThat(put("accounts/x", base + ",\"hash\":\"y\"}").body()).contains("/hash");
        assertThat(list("accounts")).doesNotContain("\"username\":\"x\"");
    }

    @Test
    void nobodyRemovesOrLowersHimselfAndSoNeverTheLastAdmin() throws Exception {
        assertThat(delete("accounts/admin")).isEqualTo(409);
        assertThat(put("accounts/admin", "{\"role\":\"officer\"}").statusCode()).isEqualTo(409);
        String rows = "username,displayName,role,password\nadmin,x,viewer,Password-1\n";
        assertThat(
                        rig.post("/api/v1/registry/import?kind=accounts", admin, "text/csv", rows)
                                .body())
                .contains("nobody lowers his own role");
        AccountEntries entries =
                new AccountEntries(rig.pool, otherWatch, new Passwords(rig.vertx, 4), rig.clock);
        assertThat(
                        entries.remove("admin", "somebody else")
                                .toCompletionStage()
                                .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("Refusal");
        assertThat(rig.get("/api/v1/me", admin).statusCode()).isEqualTo(200);
    }

    @Test
    void ownPasswordIsChangedByWhoKnowsItAndOtherSessionsEnd() throws Exception {
        String made = "{\"displayName\":\"王\",\"role\":\"officer\",\"password\":\"First-pass-1\"}";
        assertThat(put("accounts/wang", made).statusCode()).isEqualTo(201);
        String mine = rig.tokenOf("wang", "First-pass-1");
        String stolen = rig.tokenOf("wang", "First-pass-1");

        assertThat(password(mine, "wrong", "Second-pass-2")).isEqualTo(403);
        assertThat(password(mine, "First-pass-1", "Ab1")).as("short").isEqualTo(400);
        assertThat(password(mine, "First-pass-1", "twoclasses2")).isEqualTo(400);
        assertThat(password(mine, "First-pass-1", "First-pass-1")).as("same").isEqualTo(400);
        assertThat(password(null, "First-pass-1", "Second-pass-2")).isEqualTo(401);
        assertThat(password(mine, "First-pass-1", "Second-pass-2")).isEqualTo(204);

        assertThat(rig.get("/api/v1/me", mine).statusCode()).isEqualTo(200);
        assertThat(rig.get("/api/v1/me", stolen).statusCode()).isEqualTo(401);
        assertThat(rig.tokenOf("wang", "Second-pass-2")).isNotEmpty();
        assertThat(trail("accounts", "wang")).contains("[wang,password");
        HttpResponse<String> wall =
                rig.post("/api/v1/wall-tokens", admin, "application/json", "{\"name\":\"w\"}");
        String wallToken = Json.mapper().readTree(wall.body()).path("token").textValue();
        assertThat(password(wallToken, "First-pass-1", "Second-pass-2")).isEqualTo(403);
    }

    @Test
    void guessingTheCurrentPasswordLocksTheAccount() throws Exception {
        String made = "{\"displayName\":\"赵\",\"role\":\"officer\",\"password\":\"First-pass-1\"}";
        assertThat(put("accounts/zhao", made).statusCode()).isEqualTo(201);
        String session = rig.tokenOf("zhao", "First-pass-1");
        for (int i = 0; i < 5; i++) {
            assertThat(password(session, "guess-" + i, "Second-pass-2")).isEqualTo(403);
        }
        assertThat(password(session, "First-pass-1", "Second-pass-2")).isEqualTo(429);
        assertThat(put("accounts/zhao", "{\"password\":\"Third-pass-3\"}").statusCode())
                .isEqualTo(200);
        assertThat(rig.tokenOf("zhao", "Third-pass-3")).as("no longer locked").isNotEmpty();
    }
}
