package org.citywall.gateway.notify.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.robot.Codes;
import org.citywall.gateway.notify.robot.Robot;
import org.citywall.gateway.notify.robot.RobotAddress;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.WebhookOptions;

/**
 * Robots of WeCom (企业微信), whose key is in their address. Text and not Markdown, because the latter
 * is not shown in WeChat. Sources: developer.work.weixin.qq.com, 群机器人配置说明 (document/path/91770:
 * 2,048 bytes of text, 20 messages a minute) and 全局错误码 (document/path/90313: -1 busy, 6000 version
 * conflict, 45009 calls over the limit, 45033 too many at a time, 93000 invalid webhook address).
 */
public final class WeComChannel extends Robot {
    /** Its word. */
    public static final String NAME = "wecom";

    private static final RobotAddress ADDRESS =
            new RobotAddress(
                    Pattern.compile("[?&]key=([^&#]+)"),
                    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…");
    private static final Codes CODES =
            new Codes("errcode", Set.of(-1, 6000), Set.of(45009, 45033), Duration.ofMinutes(1));
    private static final int MOST_BYTES = 2_048;

    /** Sends over these connections. */
    public WeComChannel(GuardedHttp http, WebhookOptions options, Clock clock) {
        super(NAME, ADDRESS, CODES, http, options, clock);
    }

    @Override
    protected void checkSecret(@Nullable String secret) {
        if (secret != null) {
            throw new BadAddressException(
                    "secret", "must be absent: the key of a WeCom robot is in its address");
        }
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
    protected JsonNode body(Message message, @Nullable String secret, Instant now) {
        ObjectNode body = Json.mapper().createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", MessageText.lines(message, MOST_BYTES));
        return body;
    }
}
