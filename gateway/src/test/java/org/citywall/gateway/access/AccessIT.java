package org.citywall.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.testing.IngestRig.ADMIN_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.OFFICER_PASSWORD;
import static org.citywall.gateway.testing.IngestRig.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.citywall.contracts.Json;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.db.ChangeWatch;
import org.citywall.gateway.registry.ImportKind;
import org.citywall.gateway.testing.IngestRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessIT {
    private static final String JSON = "application/json";
    private static IngestRig rig;

    @BeforeAll
    static void start() {
        rig = new IngestRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static HttpResponse<String> logIn(String username, String password) throws Exception {
        return rig.post(
                "/api/v1/login",
                null,
                JSON,
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    @Test
    void logInSetsAStrictCookieThatOpensTheRest() throws Exception {
        HttpResponse<String> answer = logIn("officer", OFFICER_PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"role\":\"officer\"").doesNotContain("token");
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith(Access.SESSION_COOKIE + "=")
                .contains("HTTPOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
        var me =
                rig.request("/api/v1/me")
                        .header("cookie", cookie.substring(0, cookie.indexOf(';')));
        assertThat(rig.send(me.build()).body()).contains("\"name\":\"officer\"");
    }

    @Test
    void bearerIsGivenOnRequest() throws Exception {
        HttpResponse<String> answer =
                rig.post(
                        "/api/v1/login",
                        null,
                        JSON,
                        "{\"username\":\"admin\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(ADMIN_PASSWORD));
        String token = Json.mapper().readTree(answer.body()).path("token").textValue();

        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(rig.get("/api/v1/me", token).statusCode()).isEqualTo(200);
        assertThat(rig.post("/api/v1/logout", token, JSON, "{}").statusCode()).isEqualTo(204);
        assertThat(rig.get("/api/v1/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void strangerCannotTellWhichWasWrongAndIsLockedAlike() throws Exception {
        for (String name : new String[] {"locked-one", "nobody-at-all"}) {
            if (name.equals("locked-one")) {
                rig.importCsv(
                        ImportKind.ACCOUNTS,
                        "username,displayName,role,password\nlocked-one,张三,officer,password-9\n");
            }
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> wrong = logIn(name, "wrong-password");
                assertThat(wrong.statusCode()).isEqualTo(401);
                assertThat(wrong.body()).contains("user name or password is wrong");
            }
            HttpResponse<String> locked = logIn(name, "password-9");
            assertThat(locked.statusCode()).as(name).isEqualTo(429);
            assertThat(locked.headers().firstValue("retry-after")).contains("900");
        }
        rig.clock.advance(Duration.ofMinutes(16));

        assertThat(logIn("locked-one", "password-9").statusCode()).isEqualTo(200);
        assertThat(logIn("nobody-at-all", "password-9").statusCode()).isEqualTo(401);
    }

    @Test
    void whoFailsElsewhereLocksNobodyOut() throws Exception {
        account("far-one");
        for (int i = 0; i < 5; i++) {
            assertThat(logInFrom("203.0.113.7", "far-one", "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(logInFrom("203.0.113.7", "far-one", "password-9").statusCode()).isEqualTo(429);
        assertThat(logInFrom("198.51.100.1, 203.0.113.7", "far-one", "password-9").statusCode())
                .as("what the client itself claims does not count")
                .isEqualTo(429);
        assertThat(logInFrom("203.0.113.8", "far-one", "password-9").statusCode()).isEqualTo(200);
        assertThat(logInFrom("203.0.113.7", "far-one", "password-9").statusCode())
                .as("a log-in elsewhere opens nothing here")
                .isEqualTo(429);
    }

    @Test
    void manyClientsThatGuessAtOneNameAreSlowedDownTogether() throws Exception {
        account("wide-one");
        for (int i = 0; i < 8; i++) {
            assertThat(logInFrom("203.0.113." + i, "wide-one", "wrong").statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> locked = logInFrom("203.0.113.99", "wide-one", "password-9");
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValue("retry-after")).contains("60");

        rig.clock.advance(Duration.ofSeconds(61));
        assertThat(logInFrom("203.0.113.9", "wide-one", "wrong").statusCode()).isEqualTo(401);
        assertThat(logInFrom("203.0.113.99", "wide-one", "password-9").statusCode())
                .as("one guess a minute")
                .isEqualTo(429);
        rig.clock.advance(Duration.ofSeconds(61));
        assertThat(logInFrom("203.0.113.99", "wide-one", "password-9").statusCode()).isEqualTo(200);
    }

    private static void account(String name) {
        rig.importCsv(
                ImportKind.ACCOUNTS,
                "username,displayName,role,password\n%s,张三,officer,password-9\n".formatted(name));
    }

    private static HttpResponse<String> logInFrom(String forwarded, String name, String password)
            throws Exception {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        return rig.send(
                rig.request("/api/v1/login")
                        .header("content-type", JSON)
                        .header("x-forwarded-for", forwarded)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void foreignPageCannotPostAForm() throws Exception {
        assertThat(
                        rig.post(
                                        "/api/v1/login",
                                        null,
                                        "application/x-www-form-urlencoded",
                                        "username=admin")
                                .statusCode())
                .isEqualTo(415);
        String token = rig.tokenOf("admin", ADMIN_PASSWORD);
        assertThat(rig.post("/api/v1/wall-tokens", token, "text/plain", "{}").statusCode())
                .isEqualTo(415);
    }

    @Test
    void badBodiesNameTheField() throws Exception {
        HttpResponse<String> answer = rig.post("/api/v1/login", null, JSON, "{\"username\":1}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"/username\"");
        assertThat(rig.post("/api/v1/login", null, JSON, "[").statusCode()).isEqualTo(400);
        assertThat(rig.post("/api/v1/login", null, JSON, "\"").statusCode()).isEqualTo(400);
    }

    @Test
    void sessionEndsWhenIdleButUseKeepsIt() throws Exception {
        String token = rig.tokenOf("officer", OFFICER_PASSWORD);
        for (int i = 0; i < 3; i++) {
            rig.clock.advance(Duration.ofHours(11));
            assertThat(rig.get("/api/v1/me", token).statusCode()).isEqualTo(200);
        }
        rig.clock.advance(Duration.ofHours(13));
        assertThat(rig.get("/api/v1/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void openDeskThatNobodyUsesEndsAlthoughItIsAskedAgainAndAgain() throws Exception {
        String token = rig.tokenOf("officer", OFFICER_PASSWORD);
        for (int i = 0; i < 12; i++) {
            rig.clock.advance(Duration.ofHours(1));
            assertThat(await(rig.access.byToken(token))).as("recheck of its WebSocket").isPresent();
            assertThat(rig.send(unattended(token)).statusCode()).isEqualTo(200);
        }
        rig.clock.advance(Duration.ofSeconds(1));

        assertThat(await(rig.access.byToken(token))).isEmpty();
        assertThat(rig.send(unattended(token)).statusCode()).isEqualTo(401);
    }

    private static HttpRequest unattended(String token) {
        return rig.request("/api/v1/devices")
                .header("authorization", "Bearer " + token)
                .header(Access.UNATTENDED_HEADER, "1")
                .build();
    }

    @Test
    void wallTokenReadsForEverUntilRevokedOnEveryGateway() throws Exception {
        String admin = rig.tokenOf("admin", ADMIN_PASSWORD);
        HttpResponse<String> made =
                rig.post("/api/v1/wall-tokens", admin, JSON, "{\"name\":\"大厅\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode wall = Json.mapper().readTree(made.body());
        String token = wall.path("token").textValue();
        ChangeWatch watch = new ChangeWatch(rig.vertx, rig.pool, ChangeWatch.DEFAULT_INTERVAL);
        LocalAccess other =
                new LocalAccess(
                        rig.vertx, rig.pool, watch, rig.clock, LocalAccess.Options.defaults());
        await(other.start());
        watch.start();

        rig.clock.advance(Duration.ofDays(400));
        Optional<Principal> found = await(other.byToken(token));
        assertThat(found.orElseThrow().role()).isEqualTo(Role.VIEWER);
        assertThat(rig.get("/api/v1/devices", token).statusCode()).isEqualTo(200);
        assertThat(rig.get("/api/v1/quarantine", token).statusCode()).isEqualTo(403);
        assertThat(rig.get("/api/v1/wall-tokens", rig.tokenOf("admin", ADMIN_PASSWORD)).body())
                .contains("大厅")
                .doesNotContain(token);

        String path = "/api/v1/wall-tokens/" + wall.path("id").textValue();
        String fresh = rig.tokenOf("admin", ADMIN_PASSWORD);
        assertThat(rig.call("DELETE", path, fresh, null, "").statusCode()).isEqualTo(204);
        assertThat(rig.get("/api/v1/devices", token).statusCode()).isEqualTo(401);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> await(other.byToken(token)).isEmpty());
        assertThat(rig.call("DELETE", path, fresh, null, "").statusCode()).isEqualTo(404);
        watch.stop();
        await(other.stop());
    }

    @Test
    void wallsOfOtherPlacesAreNeitherListedNorRevoked() throws Exception {
        rig.importCsv(
                ImportKind.ACCOUNTS,
                "username,displayName,role,place,password\nsp-lead,李,shift-lead,yw/sp,password-8\n");
        String admin = rig.tokenOf("admin", ADMIN_PASSWORD);
        String lead = rig.tokenOf("sp-lead", "password-8");
        String foreign = enrol(admin, "{\"name\":\"elsewhere\",\"place\":\"yw/spx\"}");
        String own = enrol(admin, "{\"name\":\"ours\",\"place\":\"yw/sp/c01\"}");

        assertThat(rig.get("/api/v1/wall-tokens", lead).body())
                .contains("ours")
                .doesNotContain("elsewhere");
        assertThat(rig.call("DELETE", foreign, lead, null, "").statusCode()).isEqualTo(404);
        assertThat(rig.call("DELETE", own, lead, null, "").statusCode()).isEqualTo(204);
        assertThat(rig.call("DELETE", foreign, admin, null, "").statusCode()).isEqualTo(204);
    }

    /** Enrols a wall; answers the path to revoke it at. */
    private static String enrol(String token, String body) throws Exception {
        HttpResponse<String> made = rig.post("/api/v1/wall-tokens", token, JSON, body);
        assertThat(made.statusCode()).isEqualTo(201);
        return "/api/v1/wall-tokens/" + Json.mapper().readTree(made.body()).path("id").textValue();
    }

    @Test
    void officersStayLoggedInWhilePostgresIsDown() throws Exception {
        String token = rig.tokenOf("officer", OFFICER_PASSWORD);
        rig.postgres.down();
        try {
            assertThat(rig.get("/api/v1/me", token).statusCode()).isEqualTo(200);
            assertThat(rig.get("/api/v1/me", "unknown-token").statusCode()).isEqualTo(503);
        } finally {
            rig.postgres.up();
        }
    }

    @Test
    void generatedPasswordsAreToldOnceAndTheEnvironmentSetsThemAgain() throws Exception {
        await(rig.pool.query("DELETE FROM account WHERE username = 'admin'").execute());
        Map<String, String> generated = await(rig.accounts.ensureFirstAccounts(Map.of()));
        assertThat(generated).containsOnlyKeys("admin");
        assertThat(logIn("admin", generated.get("admin")).statusCode()).isEqualTo(200);
        assertThat(await(rig.accounts.ensureFirstAccounts(Map.of()))).isEmpty();

        await(rig.accounts.ensureFirstAccounts(Map.of(Accounts.ADMIN_PASSWORD, ADMIN_PASSWORD)));
        assertThat(logIn("admin", ADMIN_PASSWORD).statusCode()).isEqualTo(200);
    }
}
