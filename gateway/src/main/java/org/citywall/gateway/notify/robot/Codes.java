package org.citywall.gateway.notify.robot;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.DeliveryTry.End;
import org.citywall.gateway.webhook.HttpAnswer;
import org.citywall.gateway.webhook.Judge;

/**
 * Answers whose JSON says how it went, whatever their status is. Zero is success, and what is not
 * listed will not pass.
 *
 * @param field of the code
 * @param busy codes of faults of the other side, which may pass
 * @param tooFast codes of its limit
 * @param pause how long it takes nothing after that
 */
public record Codes(String field, Set<Integer> busy, Set<Integer> tooFast, Duration pause)
        implements Judge {
    /**
     * Where there is no code, the status decides; but 200 alone is no success: somebody else than
     * the robot must have answered, such as a proxy, and that may pass.
     */
    @Override
    public DeliveryTry of(HttpAnswer answer, Instant now) {
        int status = answer.status();
        Integer code = code(answer.body());
        DeliveryTry byStatus = DeliveryTry.of(status, answer.retryAfter(), now);
        if (code == null) {
            return byStatus.end() == End.TAKEN
                    ? DeliveryTry.meaning(End.AGAIN, status, "no code in the answer")
                    : byStatus;
        }
        String said = field + " " + code;
        if (tooFast.contains(code)) {
            return DeliveryTry.tooFast(status, said, later(byStatus.retryAfter(), now.plus(pause)));
        }
        if (byStatus.end() == End.AGAIN || code == 0) {
            return byStatus;
        }
        return DeliveryTry.meaning(busy.contains(code) ? End.AGAIN : End.NEVER, status, said);
    }

    private static Instant later(@Nullable Instant wish, Instant ours) {
        return wish != null && wish.isAfter(ours) ? wish : ours;
    }

    @Nullable
    private Integer code(Buffer body) {
        try {
            JsonNode code = Json.read(body.getBytes(), JsonNode.class).path(field);
            return code.isIntegralNumber() && code.canConvertToInt() ? code.intValue() : null;
        } catch (UncheckedIOException e) {
            return null;
        }
    }
}
