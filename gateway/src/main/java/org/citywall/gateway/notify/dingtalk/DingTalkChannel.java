package org.citywall.gateway.notify.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.robot.Codes;
import org.citywall.gateway.notify.robot.Hmac;
import org.citywall.gateway.notify.robot.Robot;
import org.citywall.gateway.notify.robot.RobotAddress;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;

/**
 * Robots of DingTalk (钉钉) with a signature (加签). Sources: open.dingtalk.com, 自定义机器人接入
 * (document/robots/custom-robot-access: 20 messages a minute, after which it takes none for 10
 * minutes; timestamp within one hour) and 自定义机器人安全设置 (the signature); its list of codes (-1 busy,
 * 130101 and 410100 too fast, 310000 signature, keyword or IP address refused, 300001 and 300005 no
 * such token, 400102 robot stopped). The robot takes 20,000 bytes.
 */
public final class DingTalkChannel extends Robot {
    /** Its word. */
    public static final String NAME = "dingtalk";

    private static final RobotAddress ADDRESS =
            new RobotAddress(
                    Pattern.compile("[?&]access_token=([^&#]+)"),
                    "https://oapi.dingtalk.com/robot/send?access_token=…");
    private static final Codes CODES =
            new Codes("errcode", Set.of(-1), Set.of(130101, 410100), Duration.ofMinutes(10));

    /** Of 20,000: what it makes of them is not documented, so some stay free. */
    private static final int MOST_BYTES = 18_000;

    private static final int MIN_SECRET = 16;

    /** Sends over these connections. */
    public DingTalkChannel(GuardedHttp http, WebhookOptions options, Clock clock) {
        super(NAME, ADDRESS, CODES, http, options, clock);
    }

    @Override
    protected void checkSecret(@Nullable String secret) {
        RobotAddress.checkSecret(
                secret, MIN_SECRET, "must be the one of the robot's signature (加签), like SEC…");
    }

    @Override
    public List<Pace> paces() {
        return List.of(Pace.perMinute(20));
    }

    @Override
    public int names(Message digest) {
        return MessageText.named(digest, MOST_BYTES);
    }

    @Override
    protected String url(String address, @Nullable String secret, Instant now) {
        String sign = Hmac.of(secret, now.toEpochMilli() + "\n" + secret);
        return address
                + "&timestamp="
                + now.toEpochMilli()
                + "&sign="
                + URLEncoder.encode(sign, UTF_8);
    }

    @Override
    protected JsonNode body(Message message, @Nullable String secret, Instant now) {
        ObjectNode body = Json.mapper().createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", MessageText.lines(message, MOST_BYTES));
        return body;
    }
}
