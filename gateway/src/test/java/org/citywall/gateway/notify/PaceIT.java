package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.names.MetricNames;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Robots that keep their makers' limits, and more pages than they take. */
@Timeout(120)
class PaceIT {
    private static final Pattern TITLE = Pattern.compile("(li|wang)-([1-4])-([0-9]{3})");
    private static final Duration STEP = Duration.ofMillis(500);
    private static final List<String> SMS = new CopyOnWriteArrayList<>();

    private static NotifyRig rig;
    private static String sms;

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
                                        .requestHandler(
                                                request ->
                                                        request.body()
                                                                .onSuccess(
                                                                        body -> {
                                                                            SMS.add(
                                                                                    body
                                                                                            .toString());
                                                                            request.response()
                                                                                    .end(
                                                                                            "{\"code\":0}");
                                                                        }))
                                        .listen(0, "127.0.0.1"))
                        .actualPort();
        sms = "http://127.0.0.1:" + port + "/sms";
        for (Channel channel :
                List.of(
                        new WeComChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new DingTalkChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new FeishuChannel(http, NotifyRig.OPTIONS.webhooks(), rig.rig.clock),
                        new SmsChannel(SmsGateways.simple(sms), http))) {
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
        rig.rig.sql("TRUNCATE address_pace");
        SMS.clear();
    }

    private static String way(Dialect dialect, FakeRobot robot) {
        return "{'channel':'%s','address':'%s','enabled':true%s}"
                .formatted(
                        dialect.name().toLowerCase(Locale.ROOT),
                        robot.address(),
                        dialect == Dialect.WECOM ? "" : ",'secret':'" + Dialect.SECRET + "'");
    }

    private static void contact(String name, String... ways) throws Exception {
        rig.put(name, "{'channels':[" + String.join(",", ways) + "]}", 200);
    }

    /** A page that is known by its title, such as {@code li-1-007}. */
    private static String tell(String to, int level, int number) throws Exception {
        String title = "%s-%d-%03d".formatted(to, level, number);
        rig.tell(NotifyRig.OPTIONS, alert -> alert.put("title", title), rig.page(title, to, level));
        return title;
    }

    private static boolean isUnderWay() {
        return !rig.rig.sql("SELECT 1 FROM notification_attempt WHERE result = 'begun'").isEmpty();
    }

    private static boolean somebodyWaits() {
        return !rig.rig.sql("SELECT 1 FROM notification WHERE state = 'waiting'").isEmpty();
    }

    private static void pass(Duration time, List<Notifier> gateways) throws Exception {
        for (Duration at = Duration.ZERO; at.compareTo(time) < 0; at = at.plus(STEP)) {
            rig.rig.clock.advance(STEP);
            gateways.forEach(Notifier::wake);
            Thread.sleep(25); // for what the wake began; nothing is asserted of it
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !isUnderWay());
        }
    }

    private static void untilNobodyWaits(List<Notifier> gateways, Duration most) throws Exception {
        Instant end = rig.rig.clock.instant().plus(most);
        while (somebodyWaits()) {
            assertThat(rig.rig.clock.instant()).as("%s", rig.states()).isBefore(end);
            pass(STEP, gateways);
        }
    }

    private static List<String> titles(List<String> texts) {
        List<String> titles = new ArrayList<>();
        for (String text : texts) {
            Matcher each = TITLE.matcher(text);
            while (each.find()) {
                titles.add(each.group());
            }
        }
        return titles;
    }

    private static int urgency(String title) {
        return Math.min(3, title.charAt(title.indexOf('-') + 1) - '0');
    }

    @ParameterizedTest
    @EnumSource
    void aBurstOf500IsToldToTheLastAndNeverTooFastRedFirst(Dialect dialect) throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, dialect, rig.rig.clock);
        Map<String, List<String>> expected = new TreeMap<>();
        for (String name : List.of("li", "wang")) {
            contact(name, way(dialect, robot));
            expected.put(name, new ArrayList<>());
        }
        for (int i = 0; i < 500; i++) {
            String to = i % 2 == 0 ? "li" : "wang";
            expected.get(to).add(tell(to, i % 10 < 2 ? 1 : 2 + i % 3, i));
        }
        double merged = merged();
        List<Notifier> gateways = List.of(rig.notifier(), rig.notifier());

        untilNobodyWaits(gateways, Duration.ofMinutes(9));

        assertThat(rig.rig.sql("SELECT DISTINCT result, said FROM notification_attempt"))
                .as("never refused")
                .containsExactly("taken|HTTP 200");
        List<String> told = titles(robot.texts);
        expected.forEach(
                (name, pages) -> {
                    pages.sort(Comparator.comparing(PaceIT::urgency));
                    assertThat(told)
                            .filteredOn(title -> title.startsWith(name))
                            .containsExactlyElementsOf(pages);
                });
        assertThat(robot.texts)
                .as("red with red only")
                .allSatisfy(
                        text ->
                                assertThat(
                                                titles(List.of(text)).stream()
                                                        .map(title -> urgency(title) == 1)
                                                        .distinct())
                                        .hasSize(1))
                .noneMatch(text -> text.contains("另有"));
        assertThat(merged() - merged).isPositive();
        assertThat(
                        rig.rig.sql(
                                "SELECT count(*) FROM notification AS n JOIN notification AS d"
                                        + " ON d.id = n.merged_into AND d.paced AND d.state = 'sent'"
                                        + " AND d.body->'pages' @> jsonb_build_array(n.body)"
                                        + " WHERE n.state = 'merged'"))
                .containsExactly("" + (long) (merged() - merged));
        robot.close();
    }

    private static double merged() {
        return rig.rig.meters.get(MetricNames.NOTIFY_MERGED).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void blueNeverUsesUpWhatIsKeptForRed() throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
        contact("li", way(Dialect.WECOM, robot));
        contact("wang", way(Dialect.WECOM, robot));
        rig.told(
                IntStream.range(0, 1_500)
                        .mapToObj(i -> rig.page("b" + i, "li", 4))
                        .toArray(Page[]::new));
        List<Notifier> gateways = List.of(rig.notifier());
        pass(Duration.ofSeconds(58), gateways);
        assertThat(somebodyWaits()).isTrue();

        String red = tell("wang", 1, 0);

        await().until(() -> titles(robot.texts).contains(red));
        assertThat(rig.rig.sql("SELECT DISTINCT result FROM notification_attempt"))
                .containsExactly("taken");
        robot.close();
    }

    @Test
    void redThatWouldWaitTooLongGoesToTheNextChannelEachAlone() throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
        contact(
                "li",
                way(Dialect.WECOM, robot),
                "{'channel':'sms','address':'13812341234','enabled':true}");
        robot.code = 45009;
        for (int i = 0; i < 30; i++) {
            tell("li", 1, i);
        }
        rig.rig.clock.advance(Duration.ofSeconds(2));
        List<Notifier> gateways = List.of(rig.notifier());

        await().until(() -> SMS.size() == 30);

        assertThat(SMS.stream().map(each -> titles(List.of(each)).get(0)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).mapToObj("li-1-%03d"::formatted).toList());
        assertThat(robot.texts).isEmpty();
        untilNobodyWaits(gateways, Duration.ofSeconds(1));
        assertThat(rig.rig.sql("SELECT count(*) FROM notification_attempt WHERE channel = 'wecom'"))
                .as("after the first answer nobody asks again")
                .containsExactly("1");
        assertThat(rig.rig.sql("SELECT state FROM notification WHERE paced"))
                .containsExactly("passed");
        robot.close();
    }

    @Test
    void whatWasMergedAndIsGivenUpIsDeadEachForItselfAndCanBeSentAgain() throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
        contact("li", way(Dialect.WECOM, robot));
        robot.code = 93000;
        for (int i = 0; i < 12; i++) {
            tell("li", 2, i);
        }
        rig.notifier();
        await().until(
                        () ->
                                rig.rig
                                        .sql(
                                                "SELECT count(*), min(said) FROM notification"
                                                        + " WHERE state = 'dead' AND NOT digest")
                                        .equals(List.of("12|errcode 93000")));

        robot.code = null;
        String id = rig.rig.sql("SELECT min(id) FROM notification WHERE state = 'dead'").get(0);
        rig.rig.json("POST", "/api/v1/notifications/" + id + "/retry", "lead", "{}", 204);

        await().until(() -> robot.texts.size() == 1);
        assertThat(robot.texts.get(0)).contains("li-2-000").doesNotContain("li-2-001");
        robot.close();
    }

    @Test
    void anAddressThatNobodyHasAnyMoreIsForgotten() throws Exception {
        FakeRobot robot = new FakeRobot(rig.rig.vertx, Dialect.WECOM, rig.rig.clock);
        contact("li", way(Dialect.WECOM, robot));
        rig.notifier();
        tell("li", 1, 0);
        await().until(() -> robot.texts.size() == 1);
        NotificationPruning pruning =
                new NotificationPruning(
                        rig.rig.vertx, rig.rig.pool, Duration.ofDays(30), rig.rig.clock);

        TicketRig.await(pruning.prune());
        assertThat(rig.rig.sql("SELECT address FROM address_pace"))
                .containsExactly(robot.address());

        rig.rig.sql("DELETE FROM contact WHERE name = 'li'");
        TicketRig.await(pruning.prune());
        assertThat(rig.rig.sql("SELECT address FROM address_pace")).isEmpty();
        robot.close();
    }
}
