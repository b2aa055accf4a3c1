package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.TicketContent;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRef;
import org.citywall.contracts.ticket.VerifyOutcome;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.access.Roles;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads a command of the desk; a {@link Refusal} names the field at fault. */
final class TicketCommandBody {
    private static final int MAX_REASON = 500;
    private static final int MAX_NAME = 100;
    private static final int MAX_DEPARTMENTS = 20;
    private static final String REF_PART = "[^/@\\s\\p{Cntrl}]{1,64}";

    /** Flags that people give; the others are found by rules or follow from other actions. */
    private static final Set<TicketFlag> FLAGS = Set.of(TicketFlag.MEDIA, TicketFlag.INSTRUCTED);

    private final JsonNode body;
    private final UnaryOperator<String> mask;

    private TicketCommandBody(JsonNode body, UnaryOperator<String> mask) {
        this.body = body;
        this.mask = mask;
    }

    /**
     * The command as an event of the desk.
     *
     * @param mask hides what names people in words that were typed
     * @param now when the gateway had it
     */
    static TicketEvent read(
            JsonNode body,
            String caseId,
            boolean replay,
            Principal who,
            UnaryOperator<String> mask,
            Instant now) {
        return new TicketCommandBody(body, mask).event(caseId, replay, who, now);
    }

    private TicketEvent event(String caseId, boolean replay, Principal who, Instant now) {
        TicketEventKind kind = word("action", TicketEventKind.class);
        DeskAction action = kind == null ? null : DeskAction.of(kind);
        if (action == null) {
            throw fault("action", "is nothing that people do to a ticket");
        }
        if (!who.may(action.least())) {
            throw new Refusal(
                    Problem.ofField(
                            403,
                            "forbidden",
                            "/action",
                            "this needs the role " + Roles.wire(action.least())));
        }
        for (String field : action.required().stream().sorted().toList()) {
            if (isAbsent(field)) {
                throw fault(field, "must be given with this action");
            }
        }
        return new TicketEvent(
                commandId(),
                new TicketRef(TicketEvent.DESK, caseId),
                caseId,
                kind,
                who.name(),
                name("department"),
                content(),
                null,
                departments(),
                name("lead"),
                rating(),
                word("outcome", VerifyOutcome.class),
                until(now),
                other(),
                name("into"),
                flag(),
                masked("proof"),
                masked("reason"),
                now,
                now,
                replay);
    }

    private String commandId() {
        String commandId = JsonBody.text(body, "commandId", 36, 36);
        try {
            return UUID.fromString(commandId).toString();
        } catch (IllegalArgumentException e) {
            throw fault("commandId", "must be a UUID");
        }
    }

    /** Class and category alone: what a case is about comes from where it came in. */
    private @Nullable TicketContent content() {
        String classId = name("class");
        String category = name("category");
        if (classId == null && category == null) {
            return null;
        }
        return new TicketContent(
                classId,
                category,
                name("categoryName"),
                null,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private List<String> departments() {
        if (isAbsent("departments")) {
            return List.of();
        }
        JsonNode given = body.path("departments");
        if (!given.isArray() || given.isEmpty() || given.size() > MAX_DEPARTMENTS) {
            throw fault("departments", "must be 1 to " + MAX_DEPARTMENTS + " names");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = plain("departments/" + i, given.get(i), MAX_NAME);
            if (names.contains(name)) {
                throw fault("departments/" + i, "is named twice");
            }
            names.add(name);
        }
        String lead = name("lead");
        if (lead != null && !names.contains(lead)) {
            throw fault("lead", "must be one of the departments");
        }
        return names;
    }

    private @Nullable Integer rating() {
        if (isAbsent("rating")) {
            return null;
        }
        JsonNode rating = body.path("rating");
        if (!rating.isIntegralNumber() || rating.asInt() < 1 || rating.asInt() > 5) {
            throw fault("rating", "must be a whole number of 1 to 5");
        }
        return rating.asInt();
    }

    private @Nullable Instant until(Instant now) {
        if (isAbsent("until")) {
            return null;
        }
        try {
            Instant until = Instant.parse(body.path("until").asText());
            if (until.isAfter(now)) {
                return until;
            }
        } catch (DateTimeException e) {
            // answered below, like a time that is past
        }
        throw fault("until", "must be a time to come, ISO-8601 in UTC");
    }

    private @Nullable TicketRef other() {
        if (isAbsent("other")) {
            return null;
        }
        JsonNode other = body.path("other");
        String system = other.path("system").asText();
        String number = other.path("number").asText();
        if (!system.matches(REF_PART) || !number.matches(REF_PART)) {
            throw fault("other", "must have system and number, 1 to 64 characters without / and @");
        }
        return new TicketRef(system, number);
    }

    private @Nullable TicketFlag flag() {
        TicketFlag flag = word("flag", TicketFlag.class);
        if (flag != null && !FLAGS.contains(flag)) {
            throw fault("flag", "must be media or instructed");
        }
        return flag;
    }

    private @Nullable String masked(String field) {
        if (isAbsent(field)) {
            return null;
        }
        return mask.apply(plain(field, body.path(field), MAX_REASON));
    }

    private @Nullable String name(String field) {
        return isAbsent(field) ? null : plain(field, body.path(field), MAX_NAME);
    }

    private static String plain(String field, JsonNode value, int max) {
        if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > max) {
            throw fault(field, "must be a text of 1 to %d characters".formatted(max));
        }
        if (!PlainText.isPlain(value.textValue())) {
            throw fault(field, PlainText.RULE);
        }
        return value.textValue().strip();
    }

    private @Nullable <T extends Enum<T>> T word(String field, Class<T> words) {
        if (isAbsent(field)) {
            return null;
        }
        String given = body.path(field).asText();
        for (T each : words.getEnumConstants()) {
            if (Json.mapper().convertValue(each, String.class).equals(given)) {
                return each;
            }
        }
        throw fault(field, "is none of the words for it");
    }

    private boolean isAbsent(String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull();
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", "/" + field, detail));
    }
}
