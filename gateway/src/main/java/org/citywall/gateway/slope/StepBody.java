package org.citywall.gateway.slope;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.StepVerdict;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads what a person found a jump to be; a {@link Refusal} names the field at fault. */
final class StepBody {
    static final int MAX_VERDICTS = 500;
    private static final int MAX_ID = 64;
    private static final int MAX_REASON = 500;

    private StepBody() {}

    /** The verdict; only a shift lead may say that the ground did not move. */
    static StepVerdict read(JsonNode body, Principal who) {
        String verdict = body.path("verdict").asText("");
        if (!verdict.equals("real") && !verdict.equals("instrument")) {
            throw fault("/verdict", "must be real or instrument");
        }
        boolean moved = verdict.equals("real");
        if (!moved && !who.may(Role.SHIFT_LEAD)) {
            throw new Refusal(
                    Problem.of(
                            403,
                            "forbidden",
                            "that a jump is left out for good needs the role shift-lead"));
        }
        return new StepVerdict(
                plain(body, "stationId", MAX_ID),
                plain(body, "channel", MAX_ID),
                at(body),
                moved,
                who.displayName(),
                plain(body, "reason", MAX_REASON));
    }

    /** The next version of the settings, with this verdict instead of an earlier one. */
    static SlopeProfile next(SlopeProfile before, StepVerdict verdict, Principal who, Instant now) {
        List<StepVerdict> verdicts = new ArrayList<>(before.verdicts());
        verdicts.removeIf(
                old ->
                        old.stationId().equals(verdict.stationId())
                                && old.channel().equals(verdict.channel())
                                && old.at().equals(verdict.at()));
        verdicts.add(verdict);
        if (verdicts.size() > MAX_VERDICTS) {
            throw new Refusal(
                    Problem.of(
                            409,
                            "too-many-verdicts",
                            "the slope has %d verdicts already".formatted(MAX_VERDICTS)));
        }
        return new SlopeProfile(
                before.siteId(),
                before.version() + 1,
                before.name(),
                before.rates(),
                before.limits(),
                before.aliases(),
                before.channels(),
                verdicts,
                before.responsible(),
                who.displayName(),
                now,
                before.limitsBy());
    }

    private static Instant at(JsonNode body) {
        try {
            return OffsetDateTime.parse(body.path("at").asText("")).toInstant();
        } catch (DateTimeException e) {
            throw fault("/at", "must be the device time of the first reading after the jump");
        }
    }

    private static String plain(JsonNode body, String field, int max) {
        String text = JsonBody.text(body, field, 1, max);
        if (text.isBlank() || !PlainText.isPlain(text)) {
            throw fault("/" + field, PlainText.RULE);
        }
        return text.strip();
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}
