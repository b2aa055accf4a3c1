package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.dingtalk.DingTalkChannel;
import org.citywall.gateway.notify.feishu.FeishuChannel;
import org.citywall.gateway.notify.robot.Dialect;
import org.citywall.gateway.notify.robot.FakeRobot;
import org.citywall.gateway.notify.sms.SmsChannel;
import org.citywall.gateway.notify.sms.SmsGateways;
import org.citywall.gateway.notify.wecom.WeComChannel;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.GuardedHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several channels of one contact: robots, then SMS. */
@Timeout(90)
class ChannelsIT {
    private static final String PHONE = "13812341234";
    private static final List<String> SMS = new CopyOnWriteArrayList<>();

    private static NotifyRig rig;
    private FakeRobot robot;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
        GuardedHttp http =
                GuardedHttp.keepingAlive(
                        rig.rig.vertx, NotifyRig.OPTIONS.webhooks(), rig.rig.clock, 8);
        int port =
                TicketRig.await(
                                rig.rig
                                        .vertx
                                        .createHttpServer()
                                        .requestHandler(ChannelsIT::takeSms)
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        for (Channel channel :
                List.of(
                        new WeComChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new DingTalkChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new FeishuChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new SmsChannel(
                                SmsGateways.simple("http://127.0.0.1:" + port + "/sms"), http))) {
            rig.channels.put(channel.name(), channel);
        }
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
        SMS.clear();
        robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
    }

    private static void takeSms(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            JsonNode sms = Json.read(body.toString(), JsonNode.class);
                            SMS.add(sms.path("ref").asText());
                            request.response().end("{\"code\":0}");
                        });
    }

    private static String way(String channel, String address, String secret) {
        return "{'channel':'%s','address':'%s','enabled':true%s}"
                .formatted(channel, address, secret == null ? "" : ",'secret':'" + secret + "'");
    }

    private static JsonNode put(String name, int status, String... ways) throws Exception {
        return rig.put(name, "{'channels':[" + String.join(",", ways) + "]}", status);
    }

    /** Half a minute at a time, as long as somebody still waits. */
    private static void untilNobodyWaits(Notifier notifier, Duration most) {
        Duration passed = Duration.ZERO;
        while (!rig.rig.sql("SELECT 1 FROM notification WHERE state = 'waiting'").isEmpty()) {
            assertThat(passed).isLessThan(most);
            await().until(
                            () ->
                                    rig.rig
                                            .sql(
                                                    "SELECT 1 FROM notification_attempt WHERE result ="
                                                            + " 'begun'")
                                            .isEmpty());
            rig.rig.clock.advance(Duration.ofSeconds(1));
            passed = passed.plusSeconds(1);
            notifier.wake();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20); // for what the wake began; nothing is asserted of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "silent", "refuses", "45009"})
    void anOutageOfWeComIsLeftForSmsEachRedOnceAndInTime(String outage) throws Exception {
        put("li", 200, way("wecom", robot.address(), null), way("sms", PHONE, null));
        switch (outage) {
            case "500" -> robot.outage = 500;
            case "silent" -> robot.outage = 0;
            case "45009" -> robot.code = 45009;
            default -> robot.close();
        }
        Notifier notifier = rig.notifier();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.add("p" + i);
            rig.told(rig.page("p" + i, "li", 1));
        }

        untilNobodyWaits(notifier, NotifyRig.OPTIONS.redDeadline().plusSeconds(2));

        await().until(() -> SMS.size() >= 10);
        assertThat(SMS).as("once, and in order").containsExactlyElementsOf(expected);
        assertThat(rig.states()).filteredOn(state -> state.contains("|2|sent|")).hasSize(10);
        assertThat(robot.texts).isEmpty();
        assertThat(rig.rig.sql("SELECT DISTINCT state FROM notification ORDER BY state"))
                .containsExactly("passed", "sent");
    }

    @Test
    void aKeyThatTheRobotDoesNotKnowLeavesTheRedForSmsAtOnce() throws Exception {
        String wrong = robot.address().replace("693a", "0000");
        put("li", 200, way("wecom", wrong, null), way("sms", PHONE, null));
        rig.notifier();
        rig.told(rig.page("p1", "li", 1));

        await().until(
                        () ->
                                rig.states()
                                        .equals(
                                                List.of(
                                                        "p1|li|1|passed|errcode 93000",
                                                        "p1|li|2|sent|HTTP 200")));
        assertThat(SMS).containsExactly("p1");
    }

    @Test
    void keysAndSecretsComeOutNowhere() throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        AbstractAppender appender = listening(logged);
        try {
            FakeRobot ding = new FakeRobot(rig.rig.vertx, Dialect.DINGTALK, rig.rig.clock);
            robot.outage = 500;
            put(
                    "li",
                    200,
                    way("wecom", robot.address(), null),
                    way("dingtalk", ding.address(), Dialect.SECRET),
                    way("sms", PHONE, null));
            rig.notifier();
            rig.told(rig.page("p1", "li", 3));
            await().until(() -> rig.states().contains("p1|li|1|waiting|HTTP 500"));
            ding.close();

            String path = "/api/v1/alerts/A-1/notifications";
            String all =
                    rig.rig.get(NotifyRig.contactPath("li"), "admin", 200)
                            + rig.rig.get(path, "admin", 200).toString()
                            + rig.rig.get(path, "officer", 200)
                            + rig.rig.sql("SELECT before, after FROM audit")
                            + rig.rig.sql("SELECT said FROM notification_attempt");
            assertThat(all).doesNotContain(Dialect.KEY).doesNotContain(Dialect.SECRET);
            assertThat(rig.rig.get(path, "admin", 200).at("/items/0/attempts/0/address").asText())
                    .endsWith("?key=693a****5aaa");
            assertThat(rig.rig.get(path, "officer", 200).at("/items/0/attempts/0/address").asText())
                    .isEqualTo("127.0.0.1");
        } finally {
            LoggerContext.getContext(false).getRootLogger().removeAppender(appender);
        }
        assertThat(String.join("\n", logged))
                .doesNotContain(Dialect.KEY)
                .doesNotContain(Dialect.SECRET)
                .doesNotContain(PHONE);
    }

    private static AbstractAppender listening(List<String> logged) {
        AbstractAppender appender =
                new AbstractAppender("listening", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        logged.add(event.getMessage().getFormattedMessage() + event.getThrown());
                    }
                };
        appender.start();
        LoggerContext.getContext(false).getRootLogger().addAppender(appender);
        LogManager.getLogger(ChannelsIT.class).log(Level.ERROR, "the test listens");
        assertThat(logged).as("it hears").isNotEmpty();
        return appender;
    }

    @Test
    void aContactThatIsStoredAsItIsListedKeepsItsKeys() throws Exception {
        put(
                "li",
                200,
                way("wecom", robot.address(), null),
                way(
                        "feishu",
                        "https://f.example/open-apis/bot/v2/hook/" + Dialect.KEY,
                        "a".repeat(16)));
        JsonNode listed = rig.rig.get(NotifyRig.contactPath("li"), "admin", 200);
        String wecom = listed.at("/channels/0/address").asText();
        String feishu = listed.at("/channels/1/address").asText();
        put("li", 200, way("feishu", feishu, null), way("wecom", wecom, null));
        assertThat(rig.rig.sql("SELECT channel, address, secret FROM contact_channel ORDER BY 1"))
                .containsExactly(
                        "feishu|https://f.example/open-apis/bot/v2/hook/%s|%s"
                                .formatted(Dialect.KEY, "a".repeat(16)),
                        "wecom|%s|null".formatted(robot.address()));
        JsonNode fault = put("wang", 400, way("wecom", wecom, null));
        assertThat(fault.path("field").asText()).isEqualTo("/channels/0/address");
        assertThat(fault.path("detail").asText()).contains("whole key");
    }

    @Test
    void badAddressesAreRefusedByTheirField() throws Exception {
        for (String[] each :
                new String[][] {
                    {"wecom", "https://qyapi.example/send", null, "address"},
                    {"wecom", robot.address(), "0123456789abcdef", "secret"},
                    {"dingtalk", "https://oapi.example/robot/send?access_token=1", null, "secret"},
                    {"feishu", "https://open.example/hook", "0123456789abcdef", "address"},
                    {"sms", "110x", null, "address"},
                    {"mail", "li@duty.example", null, "channel"},
                }) {
            JsonNode fault =
                    put("li", 400, way("sms", PHONE, null), way(each[0], each[1], each[2]));
            assertThat(fault.path("field").asText())
                    .as(each[0])
                    .isEqualTo("/channels/1/" + each[3]);
        }
    }
}
