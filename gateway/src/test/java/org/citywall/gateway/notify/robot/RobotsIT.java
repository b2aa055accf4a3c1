package org.citywall.gateway.notify.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.dingtalk.DingTalkChannel;
import org.citywall.gateway.notify.feishu.FeishuChannel;
import org.citywall.gateway.notify.wecom.WeComChannel;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.testing.TicketRig;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each robot against one that speaks as its makers document it, over real HTTP. */
@Timeout(60)
class RobotsIT {
    private static final WebhookOptions LOOPBACK =
            new WebhookOptions(Duration.ofSeconds(1), Set.of(), true);
    private static final WebhookOptions PUBLIC = WebhookOptions.within(Duration.ofSeconds(1));

    private static Vertx vertx;
    private final TestClock clock = new TestClock();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        TicketRig.await(vertx.close());
    }

    private Channel channel(Dialect dialect, WebhookOptions options) {
        GuardedHttp http = GuardedHttp.keepingAlive(vertx, options, clock, 2);
        return switch (dialect) {
            case WECOM -> new WeComChannel(http, options, clock);
            case DINGTALK -> new DingTalkChannel(http, options, clock);
            case FEISHU -> new FeishuChannel(http, options, clock);
        };
    }

    private Channel channel(Dialect dialect) {
        return channel(dialect, LOOPBACK);
    }

    private static String secret(Dialect dialect) {
        return dialect == Dialect.WECOM ? null : Dialect.SECRET;
    }

    private DeliveryTry send(Dialect dialect, String address) {
        return TicketRig.await(channel(dialect).send(Messages.page(), address, secret(dialect)));
    }

    @ParameterizedTest
    @EnumSource
    void theGroupReadsAPageAndADigest(Dialect dialect) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        DeliveryTry tried = send(dialect, robot.address());
        assertThat(tried.end()).as(tried.said()).isEqualTo(End.TAKEN);
        assertThat(tried.leftAt()).isEqualTo(clock.instant());
        assertThat(robot.texts).hasSize(1);
        assertThat(robot.texts.get(0))
                .startsWith("红色告警：火警（A-1）\n地点：云湾 一号楼\n")
                .endsWith("https://wall.example/m?alert=A-1");

        DeliveryTry digest =
                TicketRig.await(
                        channel(dialect)
                                .send(Messages.digest(200), robot.address(), secret(dialect)));
        assertThat(digest.end()).as(digest.said()).isEqualTo(End.TAKEN);
        assertThat(robot.texts.get(1)).startsWith("告警汇总：200 条");
    }

    @ParameterizedTest
    @CsvSource({
        "WECOM,-1,AGAIN,code",
        "WECOM,6000,AGAIN,code",
        "WECOM,45009,AGAIN,rate",
        "WECOM,45033,AGAIN,rate",
        "WECOM,93000,NEVER,code",
        "WECOM,40058,NEVER,code",
        "DINGTALK,-1,AGAIN,code",
        "DINGTALK,130101,AGAIN,rate",
        "DINGTALK,410100,AGAIN,rate",
        "DINGTALK,310000,NEVER,code",
        "DINGTALK,300005,NEVER,code",
        "DINGTALK,400102,NEVER,code",
        "FEISHU,11232,AGAIN,rate",
        "FEISHU,99991400,AGAIN,rate",
        "FEISHU,19021,NEVER,code",
        "FEISHU,19022,NEVER,code",
        "FEISHU,19024,NEVER,code",
        "FEISHU,9499,NEVER,code",
    })
    void aCodeInAnAnswerOf200Decides(Dialect dialect, int code, End end, String reason) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        robot.code = code;
        DeliveryTry tried = send(dialect, robot.address());
        assertThat(tried.end()).isEqualTo(end);
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.said()).isEqualTo(dialect.field + " " + code);
        assertThat(tried.reason()).isEqualTo(reason);
        if (reason.equals("rate")) {
            assertThat(tried.retryAfter()).isAfter(clock.instant().plusSeconds(9));
        }
        assertThat(robot.texts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEISHU|400|{\"code\":9499,\"msg\":\"too many request\",\"data\":{}}|AGAIN|rate",
                "FEISHU|400|{\"code\":9499,\"msg\":\"Bad Request\",\"data\":{}}|NEVER|4xx",
                "FEISHU|429|{\"code\":99991400,\"msg\":\"frequency limit\"}|AGAIN|rate",
                "WECOM|200|<html>log in to the network</html>|AGAIN|code",
                "WECOM|200|{\"errcode\":\"0\"}|AGAIN|code",
                "WECOM|200|[]|AGAIN|code",
                "DINGTALK|502|{\"errcode\":310000}|AGAIN|5xx",
                "DINGTALK|404|nobody is here|NEVER|4xx",
                "DINGTALK|302|{\"errcode\":0}|NEVER|3xx",
            })
    void aStatusAndABodyAreReadTogether(
            Dialect dialect, int status, String body, End end, String reason) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        robot.played = Map.entry(status, body);
        DeliveryTry tried = send(dialect, robot.address());
        assertThat(tried.end()).as(tried.said()).isEqualTo(end);
        assertThat(tried.reason()).isEqualTo(reason);
        assertThat(tried.said()).doesNotContain("network", "nobody", "Request");
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessAnswerIsNotRead(Dialect dialect) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        robot.played = Map.entry(200, dialect.answer(0) + " ".repeat(1 << 20));
        assertThat(send(dialect, robot.address()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void anOutageMayPass(Dialect dialect) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        robot.outage = 500;
        assertThat(send(dialect, robot.address()).said()).isEqualTo("HTTP 500");
        robot.outage = 0;
        assertThat(send(dialect, robot.address()).said()).isEqualTo("time-out");
        robot.outage = null;
        assertThat(send(dialect, robot.address()).end()).isEqualTo(End.TAKEN);
        robot.close();
        DeliveryTry refused = send(dialect, robot.address());
        assertThat(refused.end()).isEqualTo(End.AGAIN);
        assertThat(refused.reason()).isEqualTo("connection");
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentedPaceIsTakenAndNoMore(Dialect dialect) {
        for (Pace pace : channel(dialect).paces()) {
            FakeRobot robot = new FakeRobot(vertx, dialect, clock);
            List<End> ends = new ArrayList<>();
            boolean isSlow = pace.per().toSeconds() > 1;
            for (int i = 0; i < pace.most(); i++) {
                ends.add(send(dialect, robot.address()).end());
                clock.advance(Duration.ofMillis(isSlow ? 300 : 10));
            }
            assertThat(ends).as("%s", pace).containsOnly(End.TAKEN);
            DeliveryTry over = send(dialect, robot.address());
            assertThat(over.end()).isEqualTo(End.AGAIN);
            assertThat(over.reason()).isEqualTo("rate");

            clock.advance(Duration.between(clock.instant(), over.retryAfter()).plus(pace.per()));
            assertThat(send(dialect, robot.address()).end()).isEqualTo(End.TAKEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyOrSecretWillNeverDo(Dialect dialect) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        String other = robot.address().replace(Dialect.KEY, Dialect.KEY.replace('6', '7'));
        DeliveryTry tried = send(dialect, other);
        assertThat(tried.end()).isEqualTo(End.NEVER);
        assertThat(tried.said()).isEqualTo(dialect.field + " " + dialect.noSuchKey);
        if (dialect != Dialect.WECOM) {
            DeliveryTry unsigned =
                    TicketRig.await(
                            channel(dialect)
                                    .send(Messages.page(), robot.address(), "SECfedcba9876543210"));
            assertThat(unsigned.end()).isEqualTo(End.NEVER);
            assertThat(unsigned.said())
                    .isEqualTo(dialect == Dialect.DINGTALK ? "errcode 310000" : "code 19021");
        }
        assertThat(robot.texts).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itsAddressIsShownWithoutItsKey(Dialect dialect) {
        Channel channel = channel(dialect);
        String address = "https://robots.example" + dialect.path + Dialect.KEY;
        String listed = channel.listed(address);
        assertThat(listed).isEqualTo("https://robots.example" + dialect.path + "693a****5aaa");
        assertThat(channel.listed(listed)).as("listed again").isEqualTo(listed);
        assertThat(channel.shown(address)).isEqualTo("robots.example");
        assertThat(channel.listed("https://robots.example/" + Dialect.KEY))
                .doesNotContain(Dialect.KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WECOM|https://qyapi.example/cgi-bin/webhook/send||address",
                "WECOM|https://qyapi.example/cgi-bin/webhook/send?key=||address",
                "WECOM|https://qyapi.example/send?key=693a****5aaa||address",
                "WECOM|http://qyapi.example/send?key=693a91f6||address",
                "WECOM|https://qyapi.example/send?key=693a91f6|0123456789abcdef|secret",
                "DINGTALK|https://oapi.example/robot/send?token=1|SEC0123456789abcdef|address",
                "DINGTALK|https://oapi.example/robot/send?access_token=1||secret",
                "DINGTALK|https://oapi.example/robot/send?access_token=1|SEC|secret",
                "FEISHU|https://open.example/open-apis/bot/v2/hook/|SEC0123456789abcdef|address",
                "FEISHU|ftp://open.example/open-apis/bot/v2/hook/1|SEC0123456789abcdef|address",
                "FEISHU|https://open.example/open-apis/bot/v2/hook/1||secret",
            })
    void whatCannotBeSentToIsRefusedByItsField(
            Dialect dialect, String address, String secret, String field) {
        assertThatThrownBy(() -> channel(dialect, PUBLIC).check(address, secret))
                .isInstanceOfSatisfying(
                        BadAddressException.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @EnumSource
    void noRobotStandsInOurOwnNetwork(Dialect dialect) {
        FakeRobot robot = new FakeRobot(vertx, dialect, clock);
        String address = robot.address().replace("http:", "https:");
        DeliveryTry tried =
                TicketRig.await(
                        channel(dialect, PUBLIC).send(Messages.page(), address, secret(dialect)));
        assertThat(tried.end()).isEqualTo(End.NEVER);
        assertThat(tried.said()).isEqualTo("private address");
    }
}
