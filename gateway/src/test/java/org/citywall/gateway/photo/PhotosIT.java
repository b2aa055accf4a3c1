package org.citywall.gateway.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.http.Bodies;
import org.citywall.gateway.record.AlertSamples;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Photos on a real socket and in a real PostgreSQL. */
@Timeout(60)
class PhotosIT {
    private static final PhotoOptions OPTIONS =
            new PhotoOptions(200_000, 1_000_000, 400, 3, Duration.ofSeconds(5), Duration.ofDays(9));
    private static final String ALERT = Ids.alertId(Ids.groupHash("fire/alarm/B-1"), "d1");
    private static final String PHOTOS = "/api/v1/alerts/" + ALERT + "/photos";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static TicketRig rig;
    private static Photos photos;

    @BeforeAll
    static void start() {
        rig = new TicketRig();
        photos = new Photos(rig.pool, OPTIONS, rig.clock);
        ObjectNode alert =
                Json.mapper()
                        .valueToTree(
                                AlertSamples.of(ALERT, "fire/alarm/B-1", Response.ON_SITE).alert());
        rig.serve(
                router ->
                        new PhotoRoutes(
                                        photos,
                                        OPTIONS,
                                        id ->
                                                Future.succeededFuture(
                                                        Optional.<JsonNode>of(alert)
                                                                .filter(a -> id.equals(ALERT))),
                                        rig.guard,
                                        new Bodies(rig.vertx, 2_000),
                                        rig.vertx.createSharedWorkerExecutor("photos", 1),
                                        rig.meters)
                                .mount(router));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql("TRUNCATE photo, audit");
    }

    private static HttpRequest put(String id, String token, String type, byte[] file) {
        return HttpRequest.newBuilder(rig.uri().resolve(PHOTOS + "/" + id))
                .header("authorization", "Bearer " + token)
                .header("content-type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    private static JsonNode take(UUID id, byte[] file, int status) throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(
                        put(id.toString(), "officer", "image/jpeg", file),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.read(answer.body(), JsonNode.class);
    }

    private static int status(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static double count(String result) {
        return rig.meters.get(MetricNames.PHOTOS).tag("result", result).counter().count();
    }

    private static byte[] photo() {
        return PhotoFiles.exif(300, 200, 6, ByteOrder.BIG_ENDIAN);
    }

    @Test
    void isSeenByOfficersOfThePlaceWithoutWhereItWasTaken() throws Exception {
        UUID id = UUID.randomUUID();
        double kept = count("kept");

        assertThat(take(id, photo(), 201).path("id").asText()).isEqualTo(id.toString());

        JsonNode item = rig.get(PHOTOS, "officer", 200).path("items").path(0);
        assertThat(item.path("id").asText()).isEqualTo(id.toString());
        assertThat(item.path("by").asText()).isEqualTo("officer");
        assertThat(item.path("width").asInt()).as("upright").isEqualTo(200);
        URI one = rig.uri().resolve(PHOTOS + "/" + id);
        HttpResponse<byte[]> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(one).header("authorization", "Bearer lead").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(new String(answer.body(), ISO_8859_1))
                .doesNotContain("GPS")
                .doesNotContain("Exif");
        assertThat(PhotoFiles.read(answer.body()).getWidth()).isEqualTo(200);
        assertThat(rig.sql("SELECT count(*) FROM photo WHERE position('GPS' in jpeg) > 0"))
                .containsExactly("0");
        assertThat(count("kept") - kept).isEqualTo(1);
        rig.get(PHOTOS, "viewer", 403);
        rig.get(PHOTOS + "/" + id, "viewer", 403);
        rig.get(PHOTOS, "local", 404);
        rig.get(PHOTOS + "/" + id, "local", 404);
        rig.get(PHOTOS, "nobody", 401);
    }

    @Test
    void isThereOnceHoweverOftenItIsSent() throws Exception {
        UUID id = UUID.randomUUID();
        HttpRequest request = put(id.toString(), "officer", "image/jpeg", photo());
        CompletableFuture<HttpResponse<Void>> first =
                CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        CompletableFuture<HttpResponse<Void>> second =
                CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        assertThat(first.get().statusCode()).isIn(200, 201);
        assertThat(second.get().statusCode()).isIn(200, 201);

        take(id, photo(), 200);

        assertThat(rig.get(PHOTOS, "officer", 200).path("items")).hasSize(1);
        assertThat(rig.sql("SELECT who, action, kind, key FROM audit"))
                .containsExactly("officer|create|photos|" + id);
    }

    @Test
    void isRefusedUnderAnIdOfAnotherPersonsPhoto() throws Exception {
        UUID id = UUID.randomUUID();
        take(id, photo(), 201);

        assertThat(status(put(id.toString(), "lead", "image/jpeg", photo()))).isEqualTo(409);
        assertThat(status(put("no-uuid", "lead", "image/jpeg", photo()))).isEqualTo(400);
    }

    @Test
    void isRefusedInWordsIfItIsNoPictureOrTooMuch() throws Exception {
        double bad = count("bad");
        JsonNode problem = take(UUID.randomUUID(), "<svg/>".getBytes(ISO_8859_1), 422);
        assertThat(problem.path("detail").asText()).contains("neither a JPEG nor a PNG");
        JsonNode huge = take(UUID.randomUUID(), PhotoFiles.file("png", 1_250, 1_000), 422);
        assertThat(huge.path("detail").asText()).contains("1250 × 1000");
        assertThat(count("bad") - bad).isEqualTo(2);
        assertThat(take(UUID.randomUUID(), new byte[200_001], 413).path("title").asText())
                .isEqualTo("too large");
        assertThat(
                        status(
                                put(
                                        UUID.randomUUID().toString(),
                                        "officer",
                                        "application/json",
                                        photo())))
                .isEqualTo(415);
        assertThat(rig.sql("SELECT count(*) FROM photo")).containsExactly("0");
    }

    @Test
    void isAPngAlsoWhereTheSenderCallsItAJpeg() throws Exception {
        take(UUID.randomUUID(), PhotoFiles.file("png", 30, 20), 201);
    }

    @Test
    void isRefusedOnceTheAlertHasAsManyAsItMay() throws Exception {
        for (int i = 0; i < OPTIONS.mostOfAlert(); i++) {
            take(UUID.randomUUID(), photo(), 201);
        }

        assertThat(take(UUID.randomUUID(), photo(), 409).path("detail").asText()).contains("3");
    }

    @Test
    void isDeletedByShiftLeadsAloneAndThatStaysOnRecord() throws Exception {
        UUID id = UUID.randomUUID();
        take(id, photo(), 201);

        rig.json("DELETE", PHOTOS + "/" + id, "officer", null, 403);
        rig.json("DELETE", PHOTOS + "/" + id, "lead", null, 204);
        rig.json("DELETE", PHOTOS + "/" + id, "lead", null, 404);

        rig.get(PHOTOS + "/" + id, "officer", 404);
        assertThat(rig.sql("SELECT who, action, before->>'by' FROM audit ORDER BY id"))
                .containsExactly("officer|create|null", "lead|delete|officer");
    }

    @Test
    void isForgottenAfterItsTime() throws Exception {
        take(UUID.randomUUID(), photo(), 201);
        rig.clock.advance(OPTIONS.keep().minusSeconds(1));
        assertThat(TicketRig.await(photos.prune())).isZero();
        rig.clock.advance(Duration.ofSeconds(2));

        assertThat(TicketRig.await(photos.prune())).isEqualTo(1);
    }

    @Test
    void ofAnAlertThatIsNotThereIsRefused() throws Exception {
        String elsewhere = Ids.alertId(Ids.groupHash("g"), "d2");
        rig.get("/api/v1/alerts/" + elsewhere + "/photos", "officer", 404);
        rig.get("/api/v1/alerts/none/photos", "officer", 404);
    }
}
