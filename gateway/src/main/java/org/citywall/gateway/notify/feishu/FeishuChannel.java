package org.citywall.gateway.notify.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.HttpAnswer;
import org.citywall.gateway.webhook.WebhookOptions;

/**
 * Robots of Feishu (飞书) with a signature (签名校验), which is the HMAC of nothing: time and secret are
 * its key. Sources: open.feishu.cn, 自定义机器人使用指南 (5 messages a second and 100 a minute, 20 KB,
 * timestamp within one hour; 19021 signature, 19022 IP address, 19024 keyword refused, 11232 too
 * fast, 9499 bad request) and 频控策略 (99991400 too fast). Of 9499 robots also say that there were too
 * many requests, so its words decide.
 */
public final class FeishuChannel extends Robot {
    /** Its word. */
    public static final String NAME = "feishu";

    private static final RobotAddress ADDRESS =
            new RobotAddress(
                    Pattern.compile("/open-apis/bot/v2/hook/([^/?#]+)$"),
                    "https://open.feishu.cn/open-apis/bot/v2/hook/…");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Codes CODES = new Codes("code", Set.of(), Set.of(11232, 99991400), PAUSE);

    /** Of 20 KB with all that stands around it and the escapes of JSON. */
    private static final int MOST_BYTES = 18_000;

    private static final int MIN_SECRET = 16;
    private static final String TOO_MANY = "too many request";

    /** Sends over these connections. */
    public FeishuChannel(GuardedHttp http, WebhookOptions options, Clock clock) {
        super(NAME, ADDRESS, FeishuChannel::judge, http, options, clock);
    }

    private static DeliveryTry judge(HttpAnswer answer, Instant now) {
        DeliveryTry tried = CODES.of(answer, now);
        boolean isTooMany =
                tried.said().equals("code 9499")
                        && answer.body().toString().toLowerCase(Locale.ROOT).contains(TOO_MANY);
        return isTooMany
                ? DeliveryTry.tooFast(answer.status(), tried.said(), now.plus(PAUSE))
                : tried;
    }

    @Override
    protected void checkSecret(@Nullable String secret) {
        RobotAddress.checkSecret(
                secret, MIN_SECRET, "must be the one of the robot's signature (签名校验)");
    }

    @Override
    public List<Pace> paces() {
        return List.of(Pace.perSecond(5), Pace.perMinute(100));
    }

    @Override
    public int names(Message digest) {
        return MessageText.named(digest, MOST_BYTES);
    }

    @Override
    protected JsonNode body(Message message, @Nullable String secret, Instant now) {
        long seconds = now.getEpochSecond();
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("timestamp", Long.toString(seconds));
        body.put("sign", Hmac.of(seconds + "\n" + secret, ""));
        body.put("msg_type", "text");
        body.putObject("content").put("text", MessageText.lines(message, MOST_BYTES));
        return body;
    }
}
