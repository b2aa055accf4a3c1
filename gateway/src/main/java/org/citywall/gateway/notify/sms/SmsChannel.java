package org.citywall.gateway.notify.sms;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.notify.BadAddressException;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.notify.Pace;
import org.citywall.gateway.notify.Told;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.GuardedHttp;
import org.citywall.gateway.webhook.HttpAnswer;
import org.citywall.gateway.webhook.Outgoing;

/** Short messages to a phone, whose number is the address. */
public final class SmsChannel implements Channel {
    /** Its word. */
    public static final String NAME = "sms";

    /** E.164 has at most 15 digits; the shortest numbers of duty phones have 5. */
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,15}");

    private static final int SHOWN_BEHIND = 4;
    private static final int MOST_BEFORE = 6;

    private final SmsGateway gateway;
    private final GuardedHttp http;

    /**
     * Sends over this gateway.
     *
     * @param http may connect to private addresses: the operator names the host, and no admin
     */
    public SmsChannel(SmsGateway gateway, GuardedHttp http) {
        this.gateway = gateway;
        this.http = http;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(String address, @Nullable String secret) {
        if (!PHONE.matcher(address).matches()) {
            throw new BadAddressException(
                    "address", "must be a phone number of 5 to 15 digits, with or without a +");
        }
        if (secret != null) {
            throw new BadAddressException(
                    "secret", "must be absent: the SMS gateway has one for all");
        }
    }

    /** The last four digits and what stands before four stars: {@code 138****1234}. */
    @Override
    public String shown(String address) {
        int before = Math.min(address.length() - 2 * SHOWN_BEHIND, MOST_BEFORE);
        return before <= 0
                ? "****"
                : address.substring(0, before)
                        + "****"
                        + address.substring(address.length() - SHOWN_BEHIND);
    }

    @Override
    public List<Pace> paces() {
        return gateway.paces();
    }

    /** One gateway takes all numbers. */
    @Override
    public String server(String address) {
        return "";
    }

    @Override
    public Future<DeliveryTry> send(Message message, String address, @Nullable String secret) {
        if (!PHONE.matcher(address).matches()) {
            return Future.succeededFuture(DeliveryTry.forbidden("no phone number"));
        }
        Map<String, String> values = values(message, address);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("content-type", "application/json; charset=utf-8");
        gateway.headers().forEach((name, value) -> headers.put(name, value.filled(values)));
        return http.send(
                new Outgoing(
                        gateway.method(),
                        gateway.url().filled(values),
                        Buffer.buffer(gateway.body().filled(values)),
                        leftAt -> headers),
                this::judge);
    }

    private Map<String, String> values(Message message, String phone) {
        Map<String, String> values = new HashMap<>();
        values.put("phone", phone);
        values.put("text", MessageText.brief(message, gateway.most()));
        values.put("id", message.id());
        if (!message.isDigest()) {
            Told told = Told.of(message.data());
            values.put("level", told.levelWord());
            values.put("title", told.title());
            values.put("number", told.number());
            values.put("place", told.place());
            values.put("since", told.sinceText());
            values.put("link", told.onlyLink());
        }
        return values;
    }

    private DeliveryTry judge(HttpAnswer answer, Instant now) {
        int status = answer.status();
        DeliveryTry byStatus = DeliveryTry.of(status, answer.retryAfter(), now);
        if (byStatus.end() != End.TAKEN) {
            return byStatus;
        }
        if (!gateway.statuses().contains(status)) {
            return DeliveryTry.meaning(End.NEVER, status, "HTTP " + status);
        }
        if (gateway.taken().isEmpty()) {
            return byStatus;
        }
        String code = code(answer.body());
        if (code == null) {
            return DeliveryTry.meaning(End.AGAIN, status, "no code in the answer");
        }
        if (gateway.taken().contains(code)) {
            return byStatus;
        }
        String said = code.matches("[A-Za-z0-9_.-]{1,40}") ? "code " + code : "a code";
        if (gateway.tooFast().contains(code)) {
            return DeliveryTry.tooFast(status, said, now.plus(gateway.pause()));
        }
        return DeliveryTry.meaning(
                gateway.again().contains(code) ? End.AGAIN : End.NEVER, status, said);
    }

    @Nullable
    private String code(Buffer body) {
        try {
            JsonNode code = Json.read(body.getBytes(), JsonNode.class).at(gateway.code());
            return code.isValueNode() && !code.isNull() ? code.asText() : null;
        } catch (UncheckedIOException e) {
            return null;
        }
    }
}
