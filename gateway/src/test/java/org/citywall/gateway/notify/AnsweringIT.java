package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.testing.LinkPrefetcher;
import org.citywall.gateway.testing.LogLines;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page is answered over its link: outbox, receiver, pages behind links, commands. */
@Timeout(60)
class AnsweringIT {
    private static final AnswerOptions OPTIONS = AnswerOptions.defaults();
    private static NotifyRig rig;
    private static LinkPrefetcher person;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
        person = new LinkPrefetcher(rig.rig.uri());
    }

    @AfterAll
    static void stop() {
        rig.answers.stop();
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
    }

    private static Page page(String id, String to, Page.Step step) {
        return new Page(id, NotifyRig.ALERT, to, step, 1, false, "为何", rig.rig.clock.instant());
    }

    private static void told(Page... pages) throws Exception {
        rig.tell(NotifyRig.OPTIONS, alert -> alert.put("id", NotifyRig.ALERT), pages);
    }

    /** A page to li of this step about an alert that stands so; answers the message as it came. */
    private static String paged(Page.Step step, Response response) throws Exception {
        rig.person("li", "officer", "/li");
        rig.alert(response);
        rig.linked(OPTIONS);
        told(page("p1", "li", step));
        await().until(() -> rig.pages("/li").contains("p1"));
        return rig.received.get(0).body();
    }

    private static URI link(String message) {
        return person.answerLink(message);
    }

    private static CommandResult accepted(AlertCommand command) {
        return result(command, true, "ok", "已生效");
    }

    private static CommandResult result(
            AlertCommand command, boolean accepted, String code, String said) {
        return new CommandResult(
                command.commandId(),
                command.alertId(),
                accepted,
                code,
                said,
                7,
                rig.rig.clock.instant());
    }

    private static JsonNode notification() throws Exception {
        return rig.rig
                .get("/api/v1/alerts/" + NotifyRig.ALERT + "/notifications", "officer", 200)
                .at("/items/0");
    }

    private static double events(String event) {
        return rig.count(MetricNames.NOTIFY_LINKS, "event", event);
    }

    @Test
    void aReceiverThatPrefetchesEveryLinkChangesNothingAndAPersonsPressIsOneCommand()
            throws Exception {
        String message = paged(Page.Step.DISPATCHED, Response.DISPATCHED);
        rig.job.set(AnsweringIT::accepted);
        Map<String, JsonNode> before = Map.copyOf(rig.alerts);

        int requests = new LinkPrefetcher(rig.rig.uri()).visit(message);

        assertThat(requests).isGreaterThan(9 * 4);
        assertThat(rig.rig.log.entries()).isEmpty();
        assertThat(rig.alerts).isEqualTo(before);
        assertThat(rig.rig.sql("SELECT * FROM page_answer")).isEmpty();
        assertThat(rig.rig.sql("SELECT used_at, revoked_at FROM action_link"))
                .containsExactly("null|null");
        URI link = link(message);
        assertThat(person.open(link).body()).contains("接收（我去处理）", "无法前往");

        HttpResponse<String> pressed = person.press(link, "do=accept");

        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(rig.commands()).hasSize(1);
        AlertCommand command = rig.commands().get(0);
        assertThat(command.action()).isEqualTo(AlertAction.ACCEPT);
        assertThat(command.alertId()).isEqualTo(NotifyRig.ALERT);
        assertThat(command.by()).isEqualTo("li");
        assertThat(command.byName()).isEqualTo("li（值班）");
        assertThat(command.reason()).isEqualTo("经通知链接接受");
        assertThat(person.open(link).body()).contains("li 于", "接收（前往处理）", "已生效");

        HttpResponse<String> again = person.press(link, "do=decline&reason=x");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("li 于", "接收（前往处理）", "已生效");
        new LinkPrefetcher(rig.rig.uri()).visit(message);
        assertThat(rig.commands()).hasSize(1);
    }

    @Test
    void twoPressesAtTheSameTimeAreOneCommand() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        rig.job.set(AnsweringIT::accepted);
        List<CompletableFuture<Integer>> presses =
                List.of("do=acknowledge", "do=acknowledge", "do=cannot&reason=x", "do=acknowledge")
                        .stream()
                        .map(form -> CompletableFuture.supplyAsync(() -> press(link, form)))
                        .toList();

        assertThat(presses.stream().map(CompletableFuture::join).sorted().toList())
                .containsExactly(303, 409, 409, 409);
        assertThat(rig.commands()).hasSize(1);
        assertThat(rig.rig.sql("SELECT count(*) FROM page_answer")).containsExactly("1");
    }

    private static int press(URI link, String form) {
        try {
            return person.press(link, form).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theAnswerIsShownWithTheNotificationAndTheTokenIsNowhere() throws Exception {
        try (LogLines log = new LogLines(List.of("org.citywall", "io.vertx"))) {
            String message = paged(Page.Step.DISPATCHED, Response.DISPATCHED);
            URI link = link(message);
            String token = link.getPath().substring("/m/a/".length());
            assertThat(notification().has("answeredAt")).isFalse();
            person.open(link);
            await().until(() -> notification().at("/links/0/opens").asInt() == 1);
            assertThat(notification().has("answeredAt")).as("opened is not answered").isFalse();
            rig.job.set(AnsweringIT::accepted);
            person.press(link, "do=decline&reason=%E4%B8%8D%E5%9C%A8%E9%99%84%E8%BF%91");

            JsonNode shown = notification();
            assertThat(shown.path("answeredBy").asText()).isEqualTo("li");
            assertThat(shown.at("/answer/how").asText()).isEqualTo("link");
            assertThat(shown.at("/answer/action").asText()).isEqualTo("decline");
            assertThat(shown.at("/answer/reason").asText()).isEqualTo("不在附近");
            assertThat(shown.at("/answer/result").asText()).isEqualTo("accepted");
            assertThat(shown.at("/links/0/usedAt").isTextual()).isTrue();
            assertThat(rig.commands().get(0).reason()).isEqualTo("经通知链接无法前往：不在附近");
            assertThat(shown.toString()).doesNotContain(token);
            for (String table : List.of("action_link", "notification", "page_answer")) {
                assertThat(
                                String.join(
                                        "",
                                        rig.rig.sql(
                                                "SELECT t::text FROM %s AS t".formatted(table))))
                        .doesNotContain(token);
            }
            rig.isViewAway.set(true);
            assertThat(person.open(link).statusCode()).isEqualTo(503);
            assertThat(String.join("\n", log.lines()))
                    .contains("a page of a link cannot be shown")
                    .doesNotContain(token);
        }
    }

    @Test
    void pagesSayThatNothingMayBeKeptIndexedFramedOrReferredTo() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        HttpResponse<String> page = person.open(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-robots-tag", List.of("noindex, nofollow"))
                .containsEntry("content-type", List.of("text/html; charset=utf-8"));
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
        assertThat(person.open(URI.create(link + "?lang=en")).body()).contains("Acknowledge");
    }

    @Test
    void aFormThatSaysNothingSendsNothing() throws Exception {
        URI link = link(paged(Page.Step.DISPATCHED, Response.DISPATCHED));
        for (String form : List.of("", "do=close", "do=decline", "do=decline&reason=+", "do=%zz")) {
            assertThat(press(link, form)).as(form).isEqualTo(400);
        }
        assertThat(press(link, "do=decline&reason=" + "x".repeat(201))).isEqualTo(400);
        assertThat(press(link, "do=acknowledge")).as("not what is asked").isEqualTo(409);
        assertThat(press(link, "x".repeat(5_000))).isEqualTo(413);
        assertThat(rig.commands()).isEmpty();
        assertThat(person.open(link).body()).as("still of use").contains("接收（我去处理）");
    }

    @Test
    void aSilentJobIsToldHonestlyAndItsAnswerIsShownOnceItIsThere() throws Exception {
        URI link = link(paged(Page.Step.CALLED, Response.UNACKNOWLEDGED));
        ObjectNode alert = (ObjectNode) rig.alerts.get(NotifyRig.ALERT);
        alert.putObject("answering").put("person", "li");
        alert.putArray("timers").addObject().put("name", "answer");

        assertThat(press(link, "do=answer")).isEqualTo(303);
        assertThat(person.open(link).body()).contains("已提交，等待处理");
        assertThat(notification().at("/answer/result").asText()).isEqualTo("waiting");
        assertThat(press(link, "do=answer")).isEqualTo(409);

        rig.rig.clock.advance(Duration.ofSeconds(16));
        rig.job.set(command -> result(command, false, "illegal-transition", "已有应答"));
        rig.answers.start();
        await().until(() -> notification().at("/answer/result").asText().equals("refused"));
        rig.answers.stop();
        assertThat(person.open(link).body()).contains("未生效：已有应答");
        assertThat(rig.commands()).extracting(AlertCommand::commandId).hasSize(2);
        assertThat(rig.commands().stream().map(AlertCommand::commandId).distinct()).hasSize(1);
    }

    @Test
    void aLinkEndsWithItsTime() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        rig.rig.clock.advance(OPTIONS.valid().minusMillis(1));
        assertThat(person.open(link).statusCode()).isEqualTo(200);
        rig.rig.clock.advance(Duration.ofMillis(1));

        HttpResponse<String> gone = person.open(link);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("链接已过期").doesNotContain("火警", NotifyRig.ALERT, "<form");
        assertThat(press(link, "do=acknowledge")).isEqualTo(410);
        assertThat(rig.commands()).isEmpty();
    }

    @Test
    void whoAnswersOtherwiseHasAnsweredThePageAndItsLinkIsOfNoUse() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        rig.changed("li", "comment", Response.UNACKNOWLEDGED);
        rig.changed("wang", "acknowledge", Response.ACKNOWLEDGED);
        assertThat(notification().has("answeredBy")).isFalse();
        assertThat(person.open(link).statusCode()).isEqualTo(200);

        rig.changed("li", "dispatch", Response.DISPATCHED);

        HttpResponse<String> page = person.press(link, "do=acknowledge");
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body()).contains("li 于", "派遣");
        assertThat(notification().at("/answer/how").asText()).isEqualTo("command");
        assertThat(notification().at("/links/0/revokedBy").asText()).isEqualTo("answered");
        assertThat(rig.commands()).isEmpty();
    }

    @Test
    void aClosedAlertTakesItsLinksWithIt() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        rig.changed("wang", "close", Response.CLOSED);
        HttpResponse<String> page = person.open(link);
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("告警已关闭");
        assertThat(press(link, "do=acknowledge")).isEqualTo(410);
    }

    @Test
    void aShiftLeadTakesLinksBackAndNoFurtherOnesAreMade() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        String path = "/api/v1/notifications/" + notification().path("id").asText() + "/links";
        rig.rig.json("DELETE", path, "officer", null, 403);
        assertThat(rig.rig.json("DELETE", path, "lead", null, 200).path("revoked").asInt())
                .isEqualTo(1);
        assertThat(rig.rig.json("DELETE", path, "lead", null, 200).path("revoked").asInt())
                .isZero();
        rig.rig.json("DELETE", "/api/v1/notifications/999999/links", "lead", null, 404);
        rig.rig.json("DELETE", "/api/v1/notifications/x/links", "lead", null, 404);

        assertThat(person.open(link).statusCode()).isEqualTo(410);
        assertThat(person.open(link).body()).contains("撤销");
        assertThat(press(link, "do=acknowledge")).isEqualTo(410);
        assertThat(rig.rig.sql("SELECT who, action FROM audit WHERE kind = 'notifications'"))
                .containsExactly("lead|revoke-links", "lead|revoke-links");
        rig.rig.sql("UPDATE notification SET state = 'waiting', next_at = decided_at");
        rig.linked(OPTIONS).wake();
        await().until(() -> rig.received.size() == 2);
        assertThat(rig.received.get(1).body()).doesNotContain("/m/a/");
    }

    @Test
    void whoLostTheAccountOrItsRightsAnswersNothing() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        rig.rig.sql("UPDATE account SET place = 'elsewhere'");
        assertThat(person.open(link).body()).contains("无权处理").doesNotContain("<button");
        assertThat(press(link, "do=acknowledge")).isEqualTo(409);
        rig.rig.sql("UPDATE account SET role = 'viewer'");
        assertThat(press(link, "do=acknowledge")).isEqualTo(410);
        rig.rig.sql("DELETE FROM account");
        assertThat(press(link, "do=acknowledge")).isEqualTo(410);
        assertThat(rig.commands()).isEmpty();
    }

    @Test
    void eachTryHasALinkOfItsOwnAndAllOfThemTogetherAreOneAnswer() throws Exception {
        rig.person("li", "officer", "/li");
        rig.alert(Response.UNACKNOWLEDGED);
        rig.statuses.put("/li", 503);
        Notifier notifier = rig.linked(OPTIONS);
        told(page("p1", "li", Page.Step.RAISED));
        await().until(() -> rig.received.size() == 1);
        await().until(() -> rig.states().contains("p1|li|1|waiting|HTTP 503"));
        rig.statuses.clear();
        rig.rig.clock.advance(Duration.ofSeconds(2));
        notifier.wake();
        await().until(() -> rig.received.size() == 2);
        URI first = link(rig.received.get(0).body());
        URI second = link(rig.received.get(1).body());
        assertThat(first).isNotEqualTo(second);
        rig.job.set(AnsweringIT::accepted);

        assertThat(press(first, "do=acknowledge")).isEqualTo(303);
        assertThat(press(second, "do=acknowledge")).isEqualTo(409);
        assertThat(person.open(second).body()).contains("li 于", "确认收到");
        assertThat(rig.commands()).hasSize(1);
    }

    @Test
    void onlyPagesToPersonsCarryLinks() throws Exception {
        rig.person("li", "officer", "/li");
        rig.person("guest", "viewer", "/guest");
        rig.contact("沙浦值班", "/post");
        Notifier without = rig.linked(new AnswerOptions(Duration.ZERO));
        told(page("p0", "li", Page.Step.RAISED));
        await().until(() -> rig.received.size() == 1);
        TicketRig.await(without.stop());
        rig.linked(OPTIONS);
        told(
                page("p1", "guest", Page.Step.RAISED),
                page("p2", "沙浦值班", Page.Step.RAISED),
                page("p3", "li", Page.Step.RECOVERED));
        await().until(() -> rig.received.size() == 4);
        assertThat(rig.received).noneMatch(each -> each.body().contains("/m/a/"));
        assertThat(rig.rig.sql("SELECT * FROM action_link")).isEmpty();
    }

    @Test
    void aPageIsNeverHeldUpForItsLink() throws Exception {
        rig.rig.sql("ALTER TABLE action_link RENAME TO action_link_away");
        try {
            assertThat(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED)).doesNotContain("/m/a/");
        } finally {
            rig.rig.sql("ALTER TABLE action_link_away RENAME TO action_link");
        }
    }

    @Test
    void whoGuessesIsSlowedDownAndWhoHasALinkIsNot() throws Exception {
        URI link = link(paged(Page.Step.RAISED, Response.UNACKNOWLEDGED));
        double unknown = events("unknown");
        URI wrong =
                URI.create(link.toString().replaceFirst("/m/a/.{43}$", "/m/a/" + "A".repeat(43)));
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = person.open(wrong);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("链接无效");
        }
        HttpResponse<String> locked = person.open(wrong);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
        assertThat(press(wrong, "do=accept")).isEqualTo(429);
        assertThat(events("unknown") - unknown).isEqualTo(5);
        assertThat(events("locked")).isEqualTo(2);
        assertThat(person.open(link).statusCode()).as("many share an address").isEqualTo(200);

        rig.rig.clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(person.open(wrong).statusCode()).isEqualTo(404);
        assertThat(rig.commands()).isEmpty();
    }
}
