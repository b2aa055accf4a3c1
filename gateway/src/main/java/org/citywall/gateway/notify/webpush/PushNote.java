package org.citywall.gateway.notify.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.MessageText;
import org.citywall.gateway.notify.Told;

/**
 * What a browser is sent, and how urgent it is.
 *
 * @param payload JSON for the page's service worker, of at most 2,000 bytes; encrypted before it
 *     leaves
 * @param ttl for how long the push service keeps it for a browser that is not there (RFC 8030 §5.2)
 * @param urgency {@code low}, {@code normal} or {@code high}: whether it wakes a device that saves
 *     its battery (§5.3)
 * @param topic of what is kept the newest of a topic takes the others' place (§5.4)
 */
record PushNote(ObjectNode payload, Duration ttl, String urgency, String topic) {
    /** As long as a link to answer is valid: afterwards somebody else was called. */
    private static final Duration TTL_CALL = Duration.ofMinutes(30);

    /** A shift. */
    private static final Duration TTL_NOTICE = Duration.ofHours(8);

    /** All push services take 4,096 bytes encrypted (RFC 8291 §4), which is more. */
    private static final int MOST_BYTES = 1_200;

    /** 144 of the bits of a hash are 24 characters; at most 32 are allowed. */
    private static final int TOPIC_BYTES = 18;

    static PushNote of(Message message) {
        int level = message.data().path("level").asInt(Level.BLUE);
        boolean isCall = !message.isDigest() && level <= Level.ORANGE;
        return new PushNote(
                payload(message, level),
                isCall ? TTL_CALL : TTL_NOTICE,
                urgency(level, message.isDigest()),
                // No call may take the place of another one, which has buttons of its own.
                topic(isCall || message.isDigest() ? message.id() : message.subject()));
    }

    private static ObjectNode payload(Message message, int level) {
        List<Told> all = Told.all(message);
        Told first = all.isEmpty() ? null : all.get(0);
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("id", message.id()).put("level", level).put("at", Json.time(message.at()));
        payload.put("title", MessageText.subject(message));
        payload.put("text", text(message));
        if (first != null && !message.isDigest()) {
            payload.put("alertId", first.number());
            payload.put("link", first.link());
            if (!first.answer().isEmpty()) {
                payload.put("answer", first.answer());
            }
        }
        boolean isDrill = !all.isEmpty() && all.stream().allMatch(Told::isDrill);
        return payload.put("drill", isDrill);
    }

    /** The lines after the first, which is the title, without the links, which are fields. */
    private static String text(Message message) {
        Message bare = message;
        if (!message.isDigest()) {
            ObjectNode data = message.data().deepCopy();
            data.remove(List.of(Told.ANSWER_LINK, "link"));
            bare = new Message(message.id(), false, message.subject(), message.at(), data);
        }
        String lines = MessageText.lines(bare, MOST_BYTES);
        int end = lines.indexOf('\n');
        return end < 0 ? "" : lines.substring(end + 1);
    }

    private static String urgency(int level, boolean isDigest) {
        if (level <= Level.ORANGE && !isDigest) {
            return "high";
        }
        return level <= Level.YELLOW ? "normal" : "low";
    }

    private static String topic(String of) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(UTF_8));
            byte[] part = Arrays.copyOf(hash, TOPIC_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
