package org.citywall.gateway.slope;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads the release of a level, and holds it against what the slope shows now. */
final class ReleaseBody {
    private static final int MAX_REASON = 500;

    private ReleaseBody() {}

    /**
     * @param view what the live view says of the slope; without level if it was never heard
     * @throws Refusal 400 names the field, 409 the level that the slope has now, or that its
     *     instruments show it
     */
    static SlopeRelease read(
            JsonNode body, String siteId, JsonNode view, Principal who, Instant now) {
        JsonNode expected = body.path("expectedLevel");
        int level = expected.asInt();
        if (!expected.isIntegralNumber() || level < Level.RED || level > Level.ORANGE) {
            throw fault(
                    "/expectedLevel", "must be 1 (red) or 2 (orange); others end by themselves");
        }
        String reason = JsonBody.text(body, "reason", 1, MAX_REASON);
        if (reason.isBlank() || !PlainText.isPlain(reason)) {
            throw fault("/reason", PlainText.RULE);
        }
        int present = view.path("level").asInt();
        if (present != level) {
            throw new Refusal(
                    Problem.ofField(
                            409,
                            "changed-meanwhile",
                            "/expectedLevel",
                            "the level is %s now".formatted(present == 0 ? "unknown" : present)));
        }
        if (!view.path("releaseTo").isIntegralNumber()) {
            throw new Refusal(
                    Problem.of(
                            409,
                            "not-held",
                            "the instruments show this level now; it is not merely held"));
        }
        return new SlopeRelease(
                UUID.randomUUID().toString(),
                siteId,
                level,
                who.displayName(),
                reason.strip(),
                now);
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}
