package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.robot.Dialect;
import org.citywall.gateway.notify.robot.FakeRobot;
import org.citywall.gateway.notify.sms.SmsChannel;
import org.citywall.gateway.notify.sms.SmsGateways;
import org.citywall.gateway.notify.wecom.WeComChannel;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.GuardedHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A robot that is away for ten minutes, and SMS after it; the clock is moved. */
@Timeout(120)
class OutageIT {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int OUTAGE_S = 600;
    private static final int RED_EACH_S = 7;
    private static final int BLUE_EACH_S = 40;

    /** How often each blue page reached somebody, alone or merged with others. */
    private static final String TOLD =
            """
            SELECT n.page_id || ' ' || count(*) FILTER (WHERE n.state = 'sent'
                OR (n.state = 'merged' AND d.state = 'sent'))
            FROM notification AS n LEFT JOIN notification AS d ON d.id = n.merged_into
            WHERE n.level = 4 AND NOT n.digest GROUP BY n.page_id
            """;

    /** When each page came by SMS. */
    private static final Map<String, Instant> SMS = new ConcurrentHashMap<>();

    private static final List<String> ORDER = new CopyOnWriteArrayList<>();
    private NotifyRig rig;

    @BeforeEach
    void start() {
        SMS.clear();
        ORDER.clear();
        rig = new NotifyRig();
        GuardedHttp http =
                GuardedHttp.keepingAlive(
                        rig.rig.vertx, NotifyRig.OPTIONS.webhooks(), rig.rig.clock, 8);
        int port =
                TicketRig.await(
                                rig.rig
                                        .vertx
                                        .createHttpServer()
                                        .requestHandler(this::takeSms)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        rig.channels.put(
                "wecom", new WeComChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock));
        rig.channels.put(
                "sms", new SmsChannel(SmsGateways.simple("http://127.0.0.1:" + port + "/"), http));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void takeSms(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            String page =
                                    Json.read(body.toString(), JsonNode.class).path("ref").asText();
                            SMS.putIfAbsent(page, rig.rig.clock.instant());
                            ORDER.add(page);
                            request.response().end("{\"code\":0}");
                        });
    }

    private void step(List<Notifier> gateways) throws Exception {
        rig.rig.clock.advance(STEP);
        gateways.forEach(Notifier::wake);
        Thread.sleep(15); // for what the wake began; nothing is asserted of it
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                rig.rig
                                        .sql(
                                                "SELECT 1 FROM notification_attempt"
                                                        + " WHERE result = 'begun'")
                                        .isEmpty());
    }

    @Test
    void tenMinutesWithoutTheRobotAndEveryRedComesBySmsInTimeAndOnce() throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
        rig.put(
                "li",
                "{'channels':[{'channel':'wecom','address':'%s','enabled':true},{'channel':'sms','address':'13812341234','enabled':true}]}"
                        .formatted(robot.address()),
                200);
        List<Notifier> gateways = List.of(rig.notifier(), rig.notifier());
        robot.outage = 500;
        Map<String, Instant> decided = new ConcurrentHashMap<>();
        List<String> reds = new ArrayList<>();
        List<String> blues = new ArrayList<>();
        for (int second = 0; second < OUTAGE_S; second++) {
            if (second % RED_EACH_S == 0) {
                String page = "red-" + second;
                reds.add(page);
                decided.put(page, rig.rig.clock.instant());
                rig.told(rig.page(page, "li", 1));
            }
            if (second % BLUE_EACH_S == 0) {
                blues.add("blue-" + second);
                rig.told(rig.page("blue-" + second, "li", 4));
            }
            step(gateways);
        }
        assertThat(robot.texts).isEmpty();

        robot.outage = null;
        while (!rig.rig.sql("SELECT 1 FROM notification WHERE state = 'waiting'").isEmpty()) {
            assertThat(rig.rig.clock.instant())
                    .isBefore(decided.get("red-0").plusSeconds(2L * OUTAGE_S));
            step(gateways);
        }

        Duration most = NotifyRig.OPTIONS.redDeadline().plus(STEP);
        assertThat(reds)
                .allSatisfy(
                        page ->
                                assertThat(Duration.between(decided.get(page), SMS.get(page)))
                                        .as(page)
                                        .isLessThanOrEqualTo(most));
        assertThat(ORDER.stream().filter(page -> page.startsWith("red")))
                .as("each once, in their order")
                .containsExactlyElementsOf(reds);
        assertThat(
                        rig.rig.sql(
                                "SELECT count(*) FROM notification WHERE state = 'dead'"
                                        + " OR (state = 'sent' AND page_id LIKE 'red%' AND position = 1)"))
                .containsExactly("0");
        assertThat(rig.rig.sql(TOLD))
                .as("blue too, each once: alone, or in a merged message that was taken")
                .containsExactlyInAnyOrderElementsOf(
                        blues.stream().map(page -> page + " 1").toList());
        assertThat(ORDER.stream().filter(page -> page.startsWith("blue")).toList())
                .as("by SMS at most once")
                .doesNotHaveDuplicates();
        robot.close();
    }
}
