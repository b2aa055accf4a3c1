package org.citywall.gateway.notify.wecomapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.robot.Codes;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.HttpAnswer;
import org.citywall.gateway.webhook.Outgoing;

/**
 * Messages of the city's application in WeCom to one person, whose account is the address. Sources:
 * developer.work.weixin.qq.com, 发送应用消息 (document/path/90236: 2,048 bytes of text, 30 messages a
 * minute to one person; {@code invaliduser} names who was not reached; the check for duplicates
 * stays off, because it goes by the text: a second page of the same words would be lost),
 * 获取access_token (document/path/91039) and 全局错误码 (document/path/90313: 40014 and 42001 token
 * invalid or expired, 81013 nobody to send to).
 */
public final class WeComAppChannel implements Channel {
    /** Its word. */
    public static final String NAME = "wecom-app";

    /** Accounts have 1 to 64 bytes; a bar would name several, @all everybody. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");

    private static final Codes CODES =
            new Codes("errcode", Set.of(-1, 6000), Set.of(45009, 45033), Duration.ofMinutes(1));
    private static final Set<String> TOKEN_REFUSED = Set.of("errcode 40014", "errcode 42001");
    private static final String JSON = "application/json; charset=utf-8";
    private static final int MOST_BYTES = 2_048;

    private final WeComApp app;
    private final GuardedHttp http;
    private final AccessTokens tokens;

    /**
     * Sends as this application.
     *
     * @param http may connect to private addresses: the operator names the host, and no admin
     */
    public WeComAppChannel(WeComApp app, GuardedHttp http, Clock clock) {
        this.app = app;
        this.http = http;
        this.tokens = new AccessTokens(app, http, CODES, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(String address, @Nullable String secret) {
        if (!USER.matcher(address).matches()) {
            throw new BadAddressException("address", "must be the account of one WeCom user");
        }
        if (secret != null) {
            throw new BadAddressException(
                    "secret", "must be absent: the WeCom application has one for all");
        }
    }

    @Override
    public String shown(String address) {
        return address.charAt(0) + "****";
    }

    @Override
    public List<Pace> paces() {
        return List.of(Pace.perMinute(30));
    }

    @Override
    public int names(Message digest) {
        return MessageText.named(digest, MOST_BYTES);
    }

    /** A token that is refused is fetched anew, once. */
    /** One application of one company takes all people. */
    @Override
    public String server(String address) {
        return "";
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        if (!USER.matcher(address).matches()) {
            return Future.succeededFuture(DeliveryTry.forbidden("no WeCom user"));
        }
        byte[] body = Json.bytes(body(message, address));
        return http.asOne(
                tokens.get()
                        .compose(
                                got -> post(got, body).compose(tried -> judged(got, tried, body))));
    }

    private Future<DeliveryTry> judged(AccessTokens.Got got, DeliveryTry tried, byte[] body) {
        return TOKEN_REFUSED.contains(tried.said())
                ? again(got, body)
                : Future.succeededFuture(tried);
    }

    private Future<DeliveryTry> again(AccessTokens.Got refused, byte[] body) {
        tokens.refuse(refused.token());
        return tokens.get().compose(got -> post(got, body));
    }

    private Future<DeliveryTry> post(AccessTokens.Got got, byte[] body) {
        if (got.token() == null) {
            return Future.succeededFuture(got.tried());
        }
        String url =
                app.url()
                        + "/cgi-bin/message/send?access_token="
                        + URLEncoder.encode(got.token(), UTF_8);
        return http.send(Outgoing.post(url, JSON, body), WeComAppChannel::judge);
    }

    private ObjectNode body(Message message, String user) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("touser", user).put("msgtype", "text").put("agentid", app.agentId());
        body.putObject("text").put("content", MessageText.lines(message, MOST_BYTES));
        return body;
    }

    /** Zero is success only if the one person was reached. */
    private static DeliveryTry judge(HttpAnswer answer, Instant now) {
        DeliveryTry tried = CODES.of(answer, now);
        if (tried.end() != End.TAKEN) {
            return tried;
        }
        JsonNode said = Json.read(answer.body().getBytes(), JsonNode.class);
        boolean isNobody =
                !said.path("invaliduser").asText().isEmpty()
                        || !said.path("unlicenseduser").asText().isEmpty();
        return isNobody ? DeliveryTry.meaning(End.NEVER, answer.status(), "no such user") : tried;
    }
}
