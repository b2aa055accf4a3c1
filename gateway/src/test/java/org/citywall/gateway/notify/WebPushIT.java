package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.notify.webpush.FakeBrowser;
import org.citywall.gateway.notify.webpush.FakePushService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a subscription over REST to a message that a browser can read, and back when it is gone. */
@Timeout(60)
class WebPushIT {
    private static final String PATH = "/api/v1/webpush/subscriptions";

    private static NotifyRig rig;
    private static FakePushService service;
    private final FakeBrowser browser = new FakeBrowser();

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
        service = new FakePushService(rig.rig.vertx, rig.rig.clock);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void reset() {
        rig.reset();
        service.reset();
    }

    private static void account(String name) {
        rig.rig.sql("INSERT INTO account VALUES ('%s', '值班', 'x', 'officer', '')".formatted(name));
    }

    private static String subscribe(FakeBrowser browser, String who, String path) throws Exception {
        return rig.rig
                .json("POST", PATH, who, browser.subscription(service.origin() + path), 200)
                .path("id")
                .asText();
    }

    private static FakePushService.Taken taken(int nth) {
        await().untilAsserted(
                        () ->
                                assertThat(service.taken)
                                        .as("%s", service.faults)
                                        .hasSizeGreaterThan(nth));
        return service.taken.get(nth);
    }

    private static List<String> ways(String contact) {
        return rig.rig.sql(
                "SELECT position, channel, address, enabled FROM contact_channel"
                        + " WHERE contact = '%s' ORDER BY position".formatted(contact));
    }

    @Test
    void aBrowserCanReadWhatItIsSentAndItsPushServiceKnowsWhoSentIt() throws Exception {
        account("officer");
        String key = rig.rig.get("/api/v1/webpush/key", "officer", 200).path("publicKey").asText();
        subscribe(browser, "officer", "/push/a");
        assertThat(ways("officer")).containsExactly("1|webpush|officer|true");
        rig.alert(Response.DISPATCHED);
        rig.linked(AnswerOptions.defaults());

        rig.told(rig.page("p1", "officer", 1));

        FakePushService.Taken taken = taken(0);
        assertThat(taken.claims().path("sub").asText()).isEqualTo(NotifyRig.SUBJECT);
        assertThat(key).hasSize(87);
        assertThat(taken.ttl()).isEqualTo("1800");
        assertThat(taken.urgency()).isEqualTo("high");
        JsonNode message = browser.read(taken.body());
        assertThat(message.path("id").asText()).isEqualTo("p1");
        assertThat(message.path("level").asInt()).isEqualTo(1);
        assertThat(message.path("title").asText()).startsWith("红色告警：").contains("A-1");
        assertThat(message.path("text").asText()).contains("为何").doesNotContain("http");
        assertThat(message.path("link").asText()).isEqualTo("https://wall.example/m?alert=A-1");
        assertThat(message.path("answer").asText()).startsWith("https://wall.example/m/a/");
        await().untilAsserted(
                        () ->
                                assertThat(rig.states())
                                        .containsExactly("p1|officer|1|sent|HTTP 201"));
        assertThat(rig.rig.get(PATH, "officer", 200).at("/items/0/takenAt").asText()).isNotEmpty();
    }

    @Test
    void ofALevelThatMayWaitANewerPageTakesTheOldersPlaceAndOfACallNone() throws Exception {
        account("officer");
        subscribe(browser, "officer", "/push/a");
        rig.notifier();
        for (int level = 1; level <= 4; level += 3) {
            rig.told(
                    rig.page("a" + level, "officer", level),
                    rig.page("b" + level, "officer", level));
        }
        taken(3);
        assertThat(service.taken)
                .extracting(FakePushService.Taken::urgency)
                .containsExactlyInAnyOrder("high", "high", "low", "low");
        List<String> calls =
                service.taken.stream()
                        .filter(each -> each.urgency().equals("high"))
                        .map(FakePushService.Taken::topic)
                        .toList();
        List<String> notices =
                service.taken.stream()
                        .filter(each -> each.urgency().equals("low"))
                        .map(FakePushService.Taken::topic)
                        .toList();
        assertThat(calls).doesNotHaveDuplicates();
        assertThat(notices.get(0)).isEqualTo(notices.get(1)).isNotIn(calls);
        assertThat(service.taken)
                .filteredOn(each -> each.urgency().equals("low"))
                .allMatch(each -> each.ttl().equals("28800"));
    }

    @Test
    void aSubscriptionThatIsGoneIsRemovedAndTheNextChannelHasThePage() throws Exception {
        account("officer");
        subscribe(browser, "officer", "/push/gone");
        rig.put(
                "officer",
                ("{'channels':[{'channel':'webpush','address':'officer','enabled':true},"
                                + "{'channel':'webhook','address':'%s','secret':'%s','enabled':true}]}")
                        .formatted(rig.url("/next"), NotifyRig.SECRET),
                200);
        service.statuses.put("/push/gone", 410);
        rig.notifier();

        rig.told(rig.page("p1", "officer", 1));

        await().until(() -> rig.pages("/next").equals(List.of("p1")));
        assertThat(rig.states())
                .contains("p1|officer|1|passed|subscription gone")
                .anyMatch(state -> state.startsWith("p1|officer|2|"));
        assertThat(rig.rig.sql("SELECT count(*) FROM webpush_subscription")).containsExactly("0");
        assertThat(
                        rig.rig.sql(
                                "SELECT who, action FROM audit WHERE kind LIKE 'webpush%' ORDER BY id"))
                .containsExactly("officer|create", "push-service|gone");
        assertThat(ways("officer")).first().isEqualTo("1|webpush|officer|false");
        assertThat(service.requests).containsEntry("/push/gone", 1);

        subscribe(browser, "officer", "/push/new");
        assertThat(ways("officer"))
                .first()
                .as("in its old place")
                .isEqualTo("1|webpush|officer|true");
    }

    @Test
    void oneBrowserThatIsGoneKeepsNothingFromTheOther() throws Exception {
        account("officer");
        FakeBrowser phone = new FakeBrowser();
        subscribe(browser, "officer", "/push/gone");
        subscribe(phone, "officer", "/push/phone");
        service.statuses.put("/push/gone", 404);
        rig.notifier();

        rig.told(rig.page("p1", "officer", 1));

        assertThat(phone.read(taken(0).body()).path("id").asText()).isEqualTo("p1");
        await().untilAsserted(
                        () ->
                                assertThat(rig.states())
                                        .containsExactly("p1|officer|1|sent|HTTP 201, 1 of 2"));
        assertThat(rig.rig.sql("SELECT endpoint FROM webpush_subscription"))
                .containsExactly(service.origin() + "/push/phone");
        assertThat(ways("officer")).containsExactly("1|webpush|officer|true");
    }

    @Test
    void aServiceThatIsDownOrHasTooMuchIsAskedAgain() throws Exception {
        account("officer");
        subscribe(browser, "officer", "/push/a");
        service.statuses.put("/push/a", 503);
        rig.notifier();
        rig.told(rig.page("p1", "officer", 1));
        await().until(() -> rig.states().equals(List.of("p1|officer|1|waiting|HTTP 503")));

        service.statuses.put("/push/a", 429);
        rig.rig.clock.advance(Duration.ofSeconds(3));
        await().until(() -> rig.states().equals(List.of("p1|officer|1|waiting|HTTP 429")));
        service.statuses.clear();
        rig.rig.clock.advance(Duration.ofSeconds(30));
        int before = service.requests.get("/push/a");
        Thread.sleep(600);
        assertThat(service.requests).as("Retry-After").containsEntry("/push/a", before);

        rig.rig.clock.advance(Duration.ofSeconds(31));
        assertThat(browser.read(taken(0).body()).path("id").asText()).isEqualTo("p1");
        assertThat(rig.rig.sql("SELECT count(*) FROM webpush_subscription")).containsExactly("1");
    }

    @Test
    void anAddressInOurOwnNetworkIsRefusedUnlessTheOperatorNamedItsHost() throws Exception {
        for (String endpoint :
                List.of("http://10.0.0.1/x", "http://localhost:5432/", "ftp://127.0.0.1/", "x")) {
            HttpResponse<String> answer =
                    rig.rig.call("POST", PATH, "officer", browser.subscription(endpoint));
            assertThat(answer.statusCode()).as(endpoint).isEqualTo(400);
            assertThat(answer.body()).contains("/endpoint");
        }
        assertThat(rig.rig.sql("SELECT count(*) FROM webpush_subscription")).containsExactly("0");
    }

    @Test
    void keysThatAreNoneAreRefused() throws Exception {
        String good = browser.subscription(service.origin() + "/a");
        for (String bad :
                List.of(
                        good.replaceAll("'auth':'..", "'auth':'"),
                        good.replaceAll("'p256dh':'.", "'p256dh':'A"),
                        good.replaceAll("'p256dh':'(.{40}).{6}", "'p256dh':'$1AAAAAA"),
                        good.replaceAll("'keys':.*", "'keys':{}}"))) {
            assertThat(rig.rig.call("POST", PATH, "officer", bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void aBrowserIsWhoseSubscribedLastAndNobodySeesAnothers() throws Exception {
        String id = subscribe(browser, "officer", "/push/a");
        assertThat(subscribe(browser, "officer", "/push/a")).isEqualTo(id);
        assertThat(rig.rig.get(PATH, "lead", 200).path("items")).isEmpty();
        rig.rig.json("DELETE", PATH + "/" + id, "lead", null, 404);
        rig.rig.get(PATH, "viewer", 403);

        subscribe(browser, "lead", "/push/a");
        assertThat(rig.rig.get(PATH, "officer", 200).path("items")).isEmpty();
        assertThat(ways("officer")).containsExactly("1|webpush|officer|false");
        rig.rig.json("DELETE", PATH + "/" + id, "lead", null, 204);
        assertThat(ways("lead")).containsExactly("1|webpush|lead|false");
    }

    @Test
    void whoseAccountIsGoneHearsNothing() throws Exception {
        subscribe(browser, "officer", "/push/a");
        rig.notifier();
        rig.told(rig.page("p1", "officer", 1));
        await().until(() -> rig.states().equals(List.of("p1|officer|1|dead|no subscription")));
        assertThat(service.requests).isEmpty();
    }

    @Test
    void aPersonHasAtMostTenBrowsers() throws Exception {
        for (int i = 0; i < 10; i++) {
            subscribe(new FakeBrowser(), "officer", "/push/" + i);
        }
        rig.rig.json("POST", PATH, "officer", browser.subscription(service.origin() + "/x"), 409);
        assertThat(rig.rig.get(PATH, "officer", 200).path("items")).hasSize(10);
    }

    @Test
    void aStoryOfAPageIsOneMessageOfASizeThatEveryServiceTakes() throws Exception {
        account("officer");
        subscribe(browser, "officer", "/push/a");
        rig.notifier();
        rig.told(
                new Page(
                        "p1",
                        "A-1",
                        "officer",
                        Page.Step.RAISED,
                        1,
                        false,
                        "很长的原因".repeat(400),
                        rig.rig.clock.instant()));
        assertThat(taken(0).body().length()).isLessThan(4_096);
        assertThat(browser.read(taken(0).body()).path("text").asText()).isNotEmpty();
    }
}
