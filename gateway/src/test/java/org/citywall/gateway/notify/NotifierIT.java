package org.citywall.gateway.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages on their way to people, over real sockets. */
@Timeout(60)
class NotifierIT {
    private static NotifyRig rig;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
    }

    private static void awaitStates(String... states) {
        await().untilAsserted(() -> assertThat(rig.states()).containsExactly(states));
    }

    private static void advance(int seconds) {
        rig.rig.clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aPageGoesOutOnceAsASignedCloudEvent() throws Exception {
        rig.contact("沙浦值班", "/a");
        rig.notifier();
        rig.told(rig.page("p1", "沙浦值班", 1));
        rig.told(rig.page("p1", "沙浦值班", 1));

        awaitStates("p1|沙浦值班|1|sent|HTTP 204");
        rig.told(rig.page("p1", "沙浦值班", 1), rig.page("p2", "沙浦值班", 1));
        await().until(() -> rig.pages("/a").equals(List.of("p1", "p2")));
        NotifyRig.Received received = rig.received.get(0);
        assertThat(received.key()).isEqualTo("p1");
        assertThat(received.signature())
                .isEqualTo(
                        Signature.of(
                                NotifyRig.SECRET,
                                rig.rig.clock.instant(),
                                received.body().getBytes(UTF_8)));
        JsonNode event = received.event();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("citywall.alert.page.v1");
        assertThat(event.path("subject").asText()).isEqualTo("A-1");
        assertThat(event.at("/data/title").asText()).isEqualTo("火警");
        assertThat(event.at("/data/level").asInt()).isEqualTo(1);
        assertThat(event.at("/data/placeName").asText()).isEqualTo("云湾");
        assertThat(event.at("/data/reason").asText()).isEqualTo("为何");
        assertThat(event.at("/data/step").asText()).isEqualTo("raised");
        assertThat(event.at("/data/to").asText()).isEqualTo("沙浦值班");
        assertThat(event.at("/data/link").asText()).isEqualTo("https://wall.example/m?alert=A-1");
        assertThat(
                        rig.rig
                                .meters
                                .get(MetricNames.NOTIFY_LATENCY)
                                .tag("level", "red")
                                .timer()
                                .count())
                .isPositive();
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameKeyAndTakenOnce() throws Exception {
        rig.contact("li", "/a");
        rig.statuses.put("/a", 503);
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 2));
        awaitStates("p1|li|1|waiting|HTTP 503");

        rig.statuses.clear();
        advance(2);
        notifier.wake();

        awaitStates("p1|li|1|sent|HTTP 204");
        assertThat(rig.received).extracting(NotifyRig.Received::key).containsExactly("p1", "p1");
        assertThat(rig.rig.sql("SELECT result, status FROM notification_attempt ORDER BY id"))
                .containsExactly("failed|503", "taken|204");
    }

    @Test
    void whatIsRefusedGoesToTheNextChannelAtOnceAndAfterTheLastItIsDead() throws Exception {
        rig.contact("li", "/a", "/b");
        rig.statuses.put("/a", 400);
        rig.notifier();
        rig.told(rig.page("p1", "li", 3));

        awaitStates("p1|li|1|passed|HTTP 400", "p1|li|2|sent|HTTP 204");
        double dead = rig.count(MetricNames.NOTIFY_ENDED, "result", "dead");
        rig.statuses.put("/b", 410);
        rig.told(rig.page("p2", "li", 3));

        await().until(() -> rig.states().contains("p2|li|2|dead|HTTP 410"));
        assertThat(rig.count(MetricNames.NOTIFY_ENDED, "result", "dead") - dead).isEqualTo(1);
        assertThat(rig.pages("/b")).containsExactly("p1", "p2");
    }

    @Test
    void anOutageIsLeftForTheNextChannelByTheDeadline() throws Exception {
        rig.contact("li", "/a", "/b");
        rig.statuses.put("/a", 0);
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1), rig.page("p2", "li", 3));
        awaitStates("p1|li|1|waiting|time-out", "p2|li|1|waiting|null");
        assertThat(rig.pages("/a")).as("red first").containsExactly("p1");

        advance(61);
        notifier.wake();

        await().until(() -> rig.pages("/b").contains("p1"));
        await().until(() -> rig.states().contains("p1|li|2|sent|HTTP 204"));
        assertThat(rig.pages("/b")).as("it has more time").doesNotContain("p2");
        advance(600);
        notifier.wake();
        await().until(() -> rig.pages("/b").equals(List.of("p1", "p2")));
    }

    @Test
    void theLastChannelIsNotGivenUpByTheDeadlineOfRed() throws Exception {
        rig.contact("li", "/a");
        rig.statuses.put("/a", 500);
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        awaitStates("p1|li|1|waiting|HTTP 500");
        advance(61);
        notifier.wake();
        await().until(() -> rig.pages("/a").size() >= 2 && isIdle());
        assertThat(rig.states())
                .as("nobody else has it")
                .hasSize(1)
                .allMatch(s -> s.contains("waiting"));

        rig.statuses.clear();
        advance(120);
        notifier.wake();

        awaitStates("p1|li|1|sent|HTTP 204");
    }

    @Test
    void ofOneUrgencyWhatWasDecidedFirstGoesFirst() throws Exception {
        rig.contact("li", "/a");
        Page early = rig.page("early", "li", 1);
        advance(1);
        rig.told(rig.page("late", "li", 1), early);

        rig.notifier();

        await().until(() -> rig.pages("/a").equals(List.of("early", "late")));
    }

    @Test
    void redLeavesAnAddressThatIsLeftAloneAndLaterOneTriesIt() throws Exception {
        rig.contact("li", "/a", "/b");
        rig.statuses.put("/a", 500);
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        for (int failures = 1; failures < 3; failures++) {
            int before = failures;
            await().until(() -> rig.pages("/a").size() == before && isIdle());
            advance(8);
            notifier.wake();
        }
        await().until(() -> rig.states().contains("p1|li|2|sent|HTTP 204"));

        rig.told(rig.page("p2", "li", 1));
        await().until(() -> rig.pages("/b").equals(List.of("p1", "p2")));
        assertThat(rig.pages("/a")).containsOnly("p1").hasSize(3);
        assertThat(rig.states()).contains("p2|li|1|passed|left alone");

        rig.statuses.clear();
        advance(31);
        rig.told(rig.page("p3", "li", 1), rig.page("p4", "li", 1));
        await().until(() -> rig.pages("/a").containsAll(List.of("p3", "p4")));
    }

    private static boolean isIdle() {
        return rig.rig.sql("SELECT 1 FROM notification_attempt WHERE result = 'begun'").isEmpty();
    }

    @Test
    void redGoesBeforeOrangeBeforeTheRestAndEachInItsOrder() throws Exception {
        rig.contact("li", "/a");
        rig.told(rig.page("y1", "li", 4), rig.page("y2", "li", 3), rig.page("o1", "li", 2));
        rig.told(rig.page("r1", "li", 1), rig.page("o2", "li", 2), rig.page("r2", "li", 1));

        rig.notifier();

        await().until(() -> rig.received.size() == 6);
        assertThat(rig.pages("/a")).containsExactly("r1", "r2", "o1", "o2", "y1", "y2");
    }

    @Test
    void redDoesNotWaitForWhatIsBeingSent() throws Exception {
        rig.contact("li", "/a");
        rig.statuses.put("/a", 0);
        rig.notifier();
        rig.told(rig.page("y", "li", 3));
        await().until(() -> rig.pages("/a").equals(List.of("y")));

        rig.told(rig.page("r", "li", 1));

        await().atMost(Duration.ofMillis(1_500)).until(() -> rig.pages("/a").contains("r"));
    }

    @Test
    void twoGatewaysSendEachPageOnceAndInItsOrder() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            expected.add("p" + i);
        }
        for (String name : List.of("x", "y", "z")) {
            rig.contact(name, "/" + name);
        }
        Notifier one = rig.notifier();
        Notifier other = rig.notifier();
        for (String page : expected) {
            for (String name : List.of("x", "y", "z")) {
                rig.told(rig.page(name + page, name, 2));
            }
            one.wake();
            other.wake();
        }

        await().until(() -> rig.received.size() >= 90);
        await().until(() -> rig.states().stream().allMatch(state -> state.contains("|sent|")));
        for (String name : List.of("x", "y", "z")) {
            assertThat(rig.pages("/" + name))
                    .containsExactlyElementsOf(expected.stream().map(p -> name + p).toList());
        }
    }

    /** Sends, and dies before it hears the answer. */
    private record Dying(Channel channel) implements Channel {
        @Override
        public String name() {
            return channel.name();
        }

        @Override
        public void check(String address, String secret) {
            channel.check(address, secret);
        }

        @Override
        public String shown(String address) {
            return channel.shown(address);
        }

        @Override
        public Future<DeliveryTry> send(Message message, String address, String secret) {
            return channel.send(message, address, secret)
                    .compose(tried -> Promise.<DeliveryTry>promise().future());
        }
    }

    @Test
    void whatAGatewayWasSendingWhenItDiedIsSentAgainUnderTheSameKeyAndCounted() throws Exception {
        rig.contact("li", "/a");
        Notifier dying = rig.notifier(Map.of("webhook", new Dying(rig.webhook())));
        rig.told(rig.page("p1", "li", 1));
        await().until(() -> rig.pages("/a").equals(List.of("p1")));
        dying.stop();
        Notifier heir = rig.notifier();
        double before = cutOff();
        advance(6);
        rig.contact("wang", "/b");
        rig.told(rig.page("p2", "wang", 1));
        await().until(() -> rig.pages("/b").equals(List.of("p2")));
        assertThat(rig.pages("/a")).as("the lease of the dead one stands").hasSize(1);

        advance(3);
        heir.wake();

        await().until(() -> rig.states().contains("p1|li|1|sent|HTTP 204"));
        assertThat(rig.received)
                .filteredOn(each -> each.path().equals("/a"))
                .extracting(NotifyRig.Received::key)
                .containsExactly("p1", "p1");
        assertThat(rig.rig.sql("SELECT result FROM notification_attempt ORDER BY id"))
                .containsExactly("cut-off", "taken", "taken");
        assertThat(cutOff() - before).isEqualTo(1);
    }

    @Test
    void aGatewayThatStopsWritesTheAnswersToWhatItSent() throws Exception {
        rig.contact("li", "/slow");
        rig.slow.put("/slow", Duration.ofMillis(700));
        Notifier stopping = rig.notifier();
        rig.told(rig.page("p1", "li", 1), rig.page("p2", "li", 1));
        await().until(() -> rig.pages("/slow").equals(List.of("p1")));

        TicketRig.await(stopping.stop());

        assertThat(rig.states()).containsExactly("p1|li|1|sent|HTTP 204", "p2|li|1|waiting|null");
        assertThat(rig.rig.sql("SELECT result FROM notification_attempt")).containsExactly("taken");
        rig.notifier();
        await().until(() -> rig.pages("/slow").equals(List.of("p1", "p2")));
    }

    private static double cutOff() {
        return rig
                .rig
                .meters
                .find(MetricNames.NOTIFY_ATTEMPTS)
                .tag("result", "cut-off")
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void quietPagesWaitForOneDigestAndRedNever() throws Exception {
        rig.contact("li", "/a");
        rig.contact("wang", "/b");
        Notifier notifier = rig.notifier();
        rig.told(
                rig.page("q1", "li", 3, true),
                rig.page("q2", "li", 2, true),
                rig.page("q3", "wang", 4, true),
                rig.page("r", "li", 1, true));
        await().until(() -> rig.pages("/a").equals(List.of("r")));
        Digests digests =
                new Digests(
                        rig.rig.vertx,
                        rig.rig.pool,
                        rig.channels,
                        NotifyRig.OPTIONS,
                        rig.rig.clock,
                        notifier::wake);
        assertThat(TicketRig.await(digests.merge())).isZero();
        advance(300);
        rig.told(rig.page("q4", "li", 4, true));
        advance(300);

        TicketRig.await(Future.join(digests.merge(), digests.merge()));

        await().until(() -> rig.received.size() == 3);
        JsonNode event =
                rig.received.stream()
                        .filter(each -> each.path().equals("/a"))
                        .skip(1)
                        .findFirst()
                        .orElseThrow()
                        .event();
        assertThat(event.path("type").asText()).isEqualTo("citywall.alert.digest.v1");
        assertThat(event.at("/data/level").asInt()).isEqualTo(2);
        assertThat(event.at("/data/count").asInt()).isEqualTo(3);
        assertThat(event.at("/data/pages").findValuesAsText("pageId"))
                .containsExactly("q1", "q2", "q4");
        assertThat(rig.pages("/b")).hasSize(1);
        await().until(
                        () ->
                                rig.rig
                                                .sql(
                                                        "SELECT 1 FROM notification WHERE digest AND state ="
                                                                + " 'sent'")
                                                .size()
                                        == 2);
        assertThat(rig.states()).filteredOn(state -> state.contains("|merged|")).hasSize(4);
        JsonNode shown = rig.rig.get("/api/v1/notifications?state=merged&to=wang", "officer", 200);
        assertThat(shown.at("/items/0/digestState").asText()).isEqualTo("sent");
    }

    @Test
    void aDigestHasAsManyPagesAsItsChannelCanNameAndTheNextHasTheRest() throws Exception {
        rig.contact("li", "/a");
        rig.told(
                rig.page("q1", "li", 3, true),
                rig.page("q2", "li", 3, true),
                rig.page("q3", "li", 3, true));
        Digests digests =
                new Digests(
                        rig.rig.vertx,
                        rig.rig.pool,
                        Map.of("webhook", new NamesTwo(rig.webhook())),
                        NotifyRig.OPTIONS,
                        rig.rig.clock,
                        () -> {});
        advance(600);

        TicketRig.await(digests.merge());
        TicketRig.await(digests.merge());

        assertThat(rig.rig.sql("SELECT body->>'count' FROM notification WHERE digest ORDER BY id"))
                .containsExactly("2", "1");
    }

    /** A channel whose messages are short. */
    private record NamesTwo(Channel channel) implements Channel {
        @Override
        public String name() {
            return channel.name();
        }

        @Override
        public void check(String address, String secret) {
            channel.check(address, secret);
        }

        @Override
        public String shown(String address) {
            return channel.shown(address);
        }

        @Override
        public int names(Message digest) {
            return 2;
        }

        @Override
        public Future<DeliveryTry> send(Message message, String address, String secret) {
            return channel.send(message, address, secret);
        }
    }

    @Test
    void blueAndYellowOfTheNightGoTogetherInTheMorningAndNothingElseWaits() throws Exception {
        Instant now = rig.rig.clock.instant();
        LocalTime from = LocalTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        NotifyOptions night =
                NotifyRig.OPTIONS.holding(
                        new Holding.Policy(
                                Duration.ofMinutes(10),
                                Duration.ZERO,
                                new QuietHours(from, from.plusHours(8), ZoneOffset.UTC)));
        rig.contact("li", "/a");
        Notifier notifier = rig.notifier();
        rig.tell(
                night,
                alert -> {},
                rig.page("yellow", "li", 3),
                rig.page("blue", "li", 4),
                rig.page("orange", "li", 2),
                rig.page("explained", "li", 2, true));
        await().until(() -> rig.pages("/a").equals(List.of("orange")));
        Digests digests =
                new Digests(
                        rig.rig.vertx,
                        rig.rig.pool,
                        rig.channels,
                        night,
                        rig.rig.clock,
                        notifier::wake);
        advance(601);
        TicketRig.await(digests.merge());
        await().until(() -> rig.received.size() == 2);
        assertThat(rig.received.get(1).event().at("/data/pages").findValuesAsText("pageId"))
                .as("what is only explained does not wait for the morning")
                .containsExactly("explained");

        advance(8 * 3_600);
        TicketRig.await(digests.merge());
        await().until(() -> rig.received.size() == 3);
        assertThat(rig.received.get(2).event().at("/data/pages").findValuesAsText("pageId"))
                .containsExactly("yellow", "blue");
        assertThat(rig.rig.sql("SELECT page_id FROM notification WHERE held_for = 'quiet-hours'"))
                .containsExactlyInAnyOrder("yellow", "blue");
    }

    @Test
    void theFirstPageOfAnOrangeAlertWaitsForWhatExplainsItAndRedDoesNot() throws Exception {
        NotifyOptions settling = NotifyRig.OPTIONS.settling(Duration.ofSeconds(2));
        rig.contact("li", "/a");
        rig.contact("wang", "/b");
        Notifier notifier = rig.notifier();
        rig.tell(settling, alert -> {}, rig.page("o1", "li", 2), rig.page("r1", "li", 1));
        rig.tell(settling, alert -> alert.put("id", "A-2"), other(rig.page("o2", "wang", 2)));
        await().until(() -> rig.pages("/a").equals(List.of("r1")));

        rig.tell(settling, alert -> alert.put("level", 2).put("suppressedBy", "A-9"));
        advance(3);
        notifier.wake();

        await().until(() -> rig.pages("/b").equals(List.of("o2")));
        assertThat(rig.pages("/a")).as("explained by then").containsExactly("r1");
        awaitStates("o1|li|1|held|null", "r1|li|1|sent|HTTP 204", "o2|wang|1|sent|HTTP 204");
    }

    @Test
    void whatWasToldIsNotHeldBackWhenItIsExplainedLater() throws Exception {
        rig.contact("li", "/a");
        rig.notifier();
        rig.told(rig.page("o1", "li", 2));
        await().until(() -> rig.pages("/a").equals(List.of("o1")));

        rig.tell(NotifyRig.OPTIONS, alert -> alert.put("level", 2).put("partOf", "A-9"));

        awaitStates("o1|li|1|sent|HTTP 204");
    }

    /** Of another alert. */
    private static Page other(Page page) {
        return new Page(
                page.id(),
                "A-2",
                page.to(),
                page.step(),
                page.level(),
                page.quiet(),
                page.reason(),
                page.at());
    }

    @Test
    void whatIsTooOldOrOfARecordingOrForNobodyIsNotSent() throws Exception {
        rig.contact("li", "/a");
        rig.notifier();
        double nobody = rig.count(MetricNames.NOTIFY_PAGES, "result", "no-contact");
        Page old = rig.page("old", "li", 2);
        advance(6 * 3_600 + 1);
        rig.told(old);
        rig.told(List.of("replay"), rig.page("replayed", "li", 1));
        rig.told(rig.page("lost", "nobody", 1));
        rig.told(rig.page("new", "li", 1));

        await().until(() -> rig.pages("/a").equals(List.of("new")));
        assertThat(rig.states())
                .contains("old|li|1|late|too old", "lost|null|null|dead|no contact")
                .noneMatch(state -> state.startsWith("replayed"));
        assertThat(rig.count(MetricNames.NOTIFY_PAGES, "result", "no-contact") - nobody)
                .isEqualTo(1);
    }

    @Test
    void aRedPageOfAnOpenAlertIsNeverLateAndOneOfAnAlertThatIsOverIs() throws Exception {
        rig.contact("li", "/a");
        rig.notifier();
        Page red = rig.page("red", "li", 1);
        Page over = rig.page("over", "li", 1);
        Page overByNow = rig.page("over-by-now", "li", 1);
        advance(30 * 3_600);
        rig.told(red);
        rig.tell(NotifyRig.OPTIONS, alert -> alert.put("response", "closed"), over);
        rig.rig.sql(
                "INSERT INTO alert (id, rev, domain, class, level, condition, response, place,"
                        + " raised_at, updated_at, body) VALUES ('A-1', 9000000000000000, 'fire', 'alarm', 1,"
                        + " 'cleared', 'resolved', '', now(), now(), '{}')");
        rig.told(overByNow);
        rig.rig.sql("DELETE FROM alert");

        await().until(() -> rig.pages("/a").equals(List.of("red")));
        assertThat(rig.states())
                .contains("over|li|1|late|too old", "over-by-now|li|1|late|too old");
    }

    @Test
    void theWildcardHearsWhatNobodyElseIsNamedFor() throws Exception {
        rig.contact("li", "/a");
        rig.contact("*", "/all");
        rig.contact("off", "/off");
        rig.put(
                "off",
                "{'channels':[{'channel':'webhook','address':'%s','enabled':false}]}"
                        .formatted(rig.url("/off")),
                200);
        rig.notifier();
        rig.told(rig.page("p1", "li", 1), rig.page("p2", "nobody", 1), rig.page("p3", "off", 1));

        await().until(() -> rig.received.size() == 3);
        assertThat(rig.pages("/a")).containsExactly("p1");
        assertThat(rig.pages("/all")).containsExactly("p2", "p3");
        assertThat(rig.received)
                .filteredOn(each -> each.path().equals("/all"))
                .extracting(each -> each.event().at("/data/to").asText())
                .containsExactly("nobody", "off");
    }

    @Test
    void aPersonHasWhatIsDeadSentAgain() throws Exception {
        Notifier notifier = rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        JsonNode dead = rig.rig.get("/api/v1/notifications?state=dead", "officer", 200);
        String path = "/api/v1/notifications/%s/retry".formatted(dead.at("/items/0/id").asText());
        rig.rig.json("POST", path, "lead", "{}", 409);
        rig.contact("li", "/a");
        rig.rig.json("POST", path, "officer", "{}", 403);
        rig.rig.json("POST", "/api/v1/notifications/9999999/retry", "lead", "{}", 404);
        rig.rig.json("POST", "/api/v1/notifications/x/retry", "lead", "{}", 404);

        rig.rig.json("POST", path, "lead", "{}", 204);

        awaitStates("p1|li|1|sent|HTTP 204");
        rig.rig.json("POST", path, "lead", "{}", 409);
        assertThat(rig.rig.sql("SELECT who, action FROM audit WHERE kind = 'notifications'"))
                .containsExactly("lead|retry");
        notifier.stop();
    }

    @Test
    void whatWaitsForAChannelThatIsTakenAwayGoesToTheNext() throws Exception {
        rig.contact("li", "/a", "/b");
        rig.statuses.put("/a", 503);
        rig.notifier();
        rig.told(rig.page("p1", "li", 2));
        awaitStates("p1|li|1|waiting|HTTP 503");
        rig.put(
                "li",
                "{'channels':[{'channel':'webhook','address':'%s','enabled':false},{'channel':'webhook','address':'%s','enabled':true}]}"
                        .formatted(rig.url("/a"), rig.url("/b")),
                200);
        await().until(() -> rig.states().contains("p1|li|2|sent|HTTP 204"));

        rig.statuses.put("/b", 503);
        rig.told(rig.page("p2", "li", 2));
        await().until(() -> rig.states().contains("p2|li|2|waiting|HTTP 503"));
        rig.rig.json("DELETE", NotifyRig.contactPath("li"), "admin", null, 204);
        await().until(() -> rig.states().contains("p2|li|2|dead|HTTP 503"));
    }

    @Test
    void officersSeeTheHostAloneAndOnlyOfTheirPlace() throws Exception {
        rig.contact("li", "/a?token=t0k3n");
        rig.notifier();
        rig.told(rig.page("p1", "li", 1));
        awaitStates("p1|li|1|sent|HTTP 204");
        String path = "/api/v1/alerts/A-1/notifications";

        JsonNode seen = rig.rig.get(path, "officer", 200).path("items").get(0);
        assertThat(seen.at("/attempts/0/address").asText()).isEqualTo("127.0.0.1");
        assertThat(seen.at("/attempts/0/result").asText()).isEqualTo("taken");
        assertThat(seen.at("/attempts/0/status").asInt()).isEqualTo(204);
        assertThat(seen.toString()).doesNotContain("t0k3n");
        assertThat(rig.rig.get(path, "admin", 200).toString()).contains("t0k3n");
        assertThat(rig.rig.get(path, "local", 200).path("items")).isEmpty();
        rig.rig.get(path, "viewer", 403);
        rig.rig.get("/api/v1/notifications?state=none", "officer", 400);
        rig.told(rig.page("p2", "li", 1));
        JsonNode first = rig.rig.get("/api/v1/notifications?to=li&limit=1", "officer", 200);
        assertThat(first.at("/items/0/pageId").asText()).isEqualTo("p2");
        JsonNode second =
                rig.rig.get(
                        "/api/v1/notifications?to=li&limit=1&cursor="
                                + first.path("nextCursor").asText(),
                        "officer",
                        200);
        assertThat(second.at("/items/0/pageId").asText()).isEqualTo("p1");
    }

    @Test
    void oldNotificationsAreForgottenButNotThoseThatWait() throws Exception {
        rig.contact("li", "/a");
        rig.told(rig.page("p1", "li", 1), rig.page("p2", "nobody", 1));
        NotificationPruning pruning =
                new NotificationPruning(
                        rig.rig.vertx, rig.rig.pool, Duration.ofDays(30), rig.rig.clock);
        assertThat(TicketRig.await(pruning.prune())).isZero();
        advance(30 * 86_400 + 1);

        assertThat(TicketRig.await(pruning.prune())).isEqualTo(1);
        assertThat(rig.states()).containsExactly("p1|li|1|waiting|null");
    }

    @Test
    void contactsAreForAdminsAndTheirSecretsNeverComeOut() throws Exception {
        rig.contact("沙浦", "/a", "/b");
        JsonNode shown = rig.rig.get(NotifyRig.contactPath("沙浦"), "admin", 200);
        assertThat(shown.at("/channels/1/address").asText()).endsWith("/b");
        assertThat(shown.at("/channels/1/hasSecret").asBoolean()).isTrue();
        assertThat(shown.toString()).doesNotContain(NotifyRig.SECRET);
        String kept =
                "{'channels':[{'channel':'webhook','address':'%s','enabled':true}]}"
                        .formatted(rig.url("/b"));
        rig.put("沙浦", kept, 200);
        assertThat(rig.rig.sql("SELECT position, secret FROM contact_channel"))
                .as("its secret went with the address")
                .containsExactly("1|" + NotifyRig.SECRET);
        assertThat(String.join("", rig.rig.sql("SELECT before, after FROM audit")))
                .contains("secretsChanged")
                .doesNotContain(NotifyRig.SECRET);
        JsonNode fault = rig.put("new", kept, 400);
        assertThat(fault.path("field").asText()).isEqualTo("/channels/0/secret");
        rig.put("new", "{'channels':[]}", 400);
        rig.put("new", kept.replace("webhook", "pigeon"), 400);
        rig.put("new", kept.replace("http:", "file:"), 400);
        rig.rig.json("PUT", NotifyRig.contactPath("沙浦"), "lead", kept, 403);
        rig.rig.get("/api/v1/contacts", "lead", 403);
        assertThat(rig.rig.get("/api/v1/contacts", "admin", 200).path("items")).hasSize(1);
        rig.rig.json("DELETE", NotifyRig.contactPath("沙浦"), "admin", null, 204);
        rig.rig.json("DELETE", NotifyRig.contactPath("沙浦"), "admin", null, 404);
        assertThat(new HashSet<>(rig.rig.sql("SELECT action FROM audit")))
                .containsExactlyInAnyOrder("create", "update", "delete");
    }
}
