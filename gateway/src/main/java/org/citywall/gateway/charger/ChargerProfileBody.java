package org.citywall.gateway.charger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/**
 * Reads the settings of a charging site that a person sends; a {@link Refusal} names the field at
 * fault. What the body does not name stays as it was; null takes it back to the rules' default.
 */
final class ChargerProfileBody {
    private static final int MAX_CONTACT = 64;

    private final JsonNode body;

    private ChargerProfileBody(JsonNode body) {
        this.body = body;
    }

    /**
     * The next version.
     *
     * @param before the version upon which the sender built; 409 if it built upon another
     * @param who answers for it
     * @param now when
     */
    static ChargerProfile next(JsonNode body, ChargerProfile before, Principal who, Instant now) {
        checkVersion(body.path("expectedVersion"), before);
        ChargerProfileBody given = new ChargerProfileBody(body);
        return new ChargerProfile(
                before.siteId(),
                before.version() + 1,
                given.number("portRatingW", before.portRatingW(), 10, 20_000),
                given.number("siteLimitW", before.siteLimitW(), 100, 10_000_000),
                // 5 to 250 W is what controllers themselves can be set to
                given.number("floatW", before.floatW(), 1, 250),
                given.whole("heartbeatS", before.heartbeatS(), 5, 3_600),
                // A full battery in float may take more than 10 W: that is no offset of a meter
                given.number("meterIdleW", before.meterIdleW(), 0, 10),
                given.flag("autoCutOff", before.autoCutOff()),
                given.contact(before.contact()),
                who.displayName(),
                now);
    }

    private static void checkVersion(JsonNode expected, ChargerProfile before) {
        if (!expected.isIntegralNumber()) {
            throw fault("expectedVersion", "must be the version that you edit, 0 for the first");
        }
        if (expected.asLong() != before.version()) {
            throw new Refusal(
                    Problem.ofField(
                            409,
                            "changed-meanwhile",
                            "/expectedVersion",
                            "the newest version is %d, last edited by %s"
                                    .formatted(before.version(), before.by())));
        }
    }

    private Double number(String field, Double before, double least, double most) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return value.isNull() ? null : before;
        }
        double number = value.asDouble();
        if (!value.isNumber() || !(number >= least) || number > most) {
            throw fault(field, "must be a number from %.0f to %.0f".formatted(least, most));
        }
        return number;
    }

    private Integer whole(String field, Integer before, int least, int most) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return value.isNull() ? null : before;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw fault(field, "must be a whole number from %d to %d".formatted(least, most));
        }
        return value.intValue();
    }

    private boolean flag(String field, boolean before) {
        JsonNode value = body.path(field);
        if (value.isMissingNode()) {
            return before;
        }
        if (!value.isBoolean()) {
            throw fault(field, "must be true or false");
        }
        return value.booleanValue();
    }

    private String contact(String before) {
        JsonNode value = body.path("contact");
        if (value.isMissingNode() || value.isNull()) {
            return value.isNull() ? null : before;
        }
        boolean fits =
                value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= MAX_CONTACT
                        && PlainText.isPlain(value.textValue());
        if (!fits) {
            throw fault("contact", "must be a plain text of 1 to %d".formatted(MAX_CONTACT));
        }
        return value.textValue().strip();
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
