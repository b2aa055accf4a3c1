package org.citywall.gateway.notify.robot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Json;
import org.citywall.gateway.notify.Pace;

/** How the makers of a robot say that theirs is spoken to, and what it says. */
public enum Dialect {
    WECOM("/cgi-bin/webhook/send?key=", "errcode", 93000, 45009) {
        @Override
        int refusal(Map<String, String> query, JsonNode body, Instant now) {
            boolean isText = body.path("msgtype").asText().equals("text");
            return !isText || bytes(text(body)) > 2_048 ? 40058 : 0;
        }

        @Override
        String text(JsonNode body) {
            return body.at("/text/content").asText();
        }
    },
    DINGTALK("/robot/send?access_token=", "errcode", 300005, 130101) {
        @Override
        int refusal(Map<String, String> query, JsonNode body, Instant now) {
            String time = query.getOrDefault("timestamp", "0");
            Instant signedAt = Instant.ofEpochMilli(Long.parseLong(time));
            boolean isSigned = hmac(SECRET, time + "\n" + SECRET).equals(query.get("sign"));
            if (!isSigned || isOld(signedAt, now)) {
                return 310000;
            }
            return bytes(text(body)) > 20_000 ? 460101 : 0;
        }

        @Override
        String text(JsonNode body) {
            return body.at("/text/content").asText();
        }
    },
    FEISHU("/open-apis/bot/v2/hook/", "code", 19001, 11232) {
        @Override
        int refusal(Map<String, String> query, JsonNode body, Instant now) {
            String time = body.path("timestamp").asText("0");
            boolean isSigned = hmac(time + "\n" + SECRET, "").equals(body.path("sign").asText());
            if (!isSigned || isOld(Instant.ofEpochSecond(Long.parseLong(time)), now)) {
                return 19021;
            }
            return bytes(Json.string(body)) > 20_480 ? 9499 : 0;
        }

        @Override
        String text(JsonNode body) {
            return body.at("/content/text").asText();
        }
    };

    /** Of every robot that signs. */
    public static final String SECRET = "SEC0123456789abcdef";

    /** Of every robot, in its address. */
    public static final String KEY = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa";

    final String path;
    final String field;
    final int noSuchKey;
    final int tooFast;

    Dialect(String path, String field, int noSuchKey, int tooFast) {
        this.path = path;
        this.field = field;
        this.noSuchKey = noSuchKey;
        this.tooFast = tooFast;
    }

    List<Pace> paces() {
        return this == FEISHU
                ? List.of(Pace.perMinute(100), Pace.perSecond(5))
                : List.of(Pace.perMinute(20));
    }

    /** Code with which it refuses a request that has the right key; 0: it does not. */
    abstract int refusal(Map<String, String> query, JsonNode body, Instant now);

    /** What people read. */
    abstract String text(JsonNode body);

    String answer(int code) {
        ObjectNode answer = Json.mapper().createObjectNode().put(field, code);
        answer.put(field.equals("code") ? "msg" : "errmsg", code == 0 ? "ok" : "refused");
        return Json.string(answer);
    }

    private static boolean isOld(Instant signedAt, Instant now) {
        return Duration.between(signedAt, now).abs().compareTo(Duration.ofHours(1)) > 0;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** Written anew here: a robot does not ask the sender how it signs. */
    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
