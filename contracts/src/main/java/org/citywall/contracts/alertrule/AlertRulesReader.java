package org.citywall.contracts.alertrule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;

/**
 * Reads rules of alerts and says all that is wrong with them, each by the path of its field, such
 * as {@code inhibitions[2].equal[0]}. Shared by the gateway, which takes new versions from people,
 * and the job, which judges by them.
 */
public final class AlertRulesReader {
    /** Longest window, delay or step: 30 days in seconds. */
    public static final long MOST_SECONDS = 2_592_000;

    /**
     * Longest silence. What must be quiet for longer is a change of the rules, or of the device.
     */
    public static final Duration LONGEST_SILENCE = Duration.ofDays(7);

    /** Most rules of a kind, and most things announced. */
    public static final int MOST_RULES = 500;

    private static final String SHIPPED = "/alerts/rules-v1.json";
    private static final String WORD = "[a-z0-9][a-z0-9-]{0,59}";
    private static final String FIELD =
            "domain|class|kind|site|device|point|place(:[1-9])?|evidence:.{1,60}";
    private static final int MOST_STEPS = 8;

    /**
     * What is wrong.
     *
     * @param path of the field
     * @param detail the reason
     */
    public record Fault(String path, String detail) {
        @Override
        public String toString() {
            return path + " " + detail;
        }
    }

    private AlertRulesReader() {}

    /** Version 1, which is in force until somebody writes another. */
    public static AlertRules shipped() {
        return Shipped.RULES;
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException naming the path of the first wrong field and the reason
     */
    public static AlertRules read(byte[] json) {
        AlertRules rules = parse(json);
        List<Fault> faults = check(rules);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        return rules;
    }

    /** All that is wrong with a version; empty: nothing. */
    public static List<Fault> check(@Nullable AlertRules rules) {
        Faults faults = new Faults();
        if (rules == null) {
            faults.add("", "is no JSON object");
            return faults.all;
        }
        faults.require(rules.version() >= 1, "version", "must be at least 1");
        faults.text(rules.by(), "by");
        faults.require(rules.at() != null, "at", "is missing");
        faults.require(rules.effectiveAt() != null, "effectiveAt", "is missing");
        faults.require(
                rules.at() == null
                        || rules.effectiveAt() == null
                        || !rules.effectiveAt().isBefore(rules.at()),
                "effectiveAt",
                "lies before at");
        faults.seconds(rules.staleAfterS(), 60, "staleAfterS");
        groups(faults, rules.groups());
        inhibitions(faults, rules.inhibitions());
        delays(faults, rules.delays());
        chatter(faults, rules.chatter());
        flood(faults, rules.flood());
        escalations(faults, rules.escalations());
        standing(faults, rules.standing());
        return faults.all;
    }

    private static void groups(Faults faults, List<GroupRule> rules) {
        Set<String> ids = new HashSet<>();
        int count = faults.size(rules, "groups");
        for (int i = 0; i < count; i++) {
            String path = "groups[" + i + "]";
            GroupRule rule = rules.get(i);
            if (faults.there(rule, path)) {
                faults.id(rule.id(), ids, path);
                match(faults, rule.match(), path + ".match");
                fields(faults, rule.by() == null ? List.of() : rule.by(), path + ".by");
                faults.secondsOrNone(rule.reopenWithinS(), path + ".reopenWithinS");
                faults.secondsOrNone(rule.closeAfterS(), path + ".closeAfterS");
            }
        }
    }

    private static void inhibitions(Faults faults, List<InhibitRule> rules) {
        Set<String> ids = new HashSet<>();
        int count = faults.size(rules, "inhibitions");
        for (int i = 0; i < count; i++) {
            String path = "inhibitions[" + i + "]";
            InhibitRule rule = rules.get(i);
            if (faults.there(rule, path)) {
                faults.id(rule.id(), ids, path);
                match(faults, rule.cause(), path + ".cause");
                match(faults, rule.target(), path + ".target");
                boolean hasFields = rule.equal() != null && !rule.equal().isEmpty();
                faults.require(hasFields, path + ".equal", "is missing or empty");
                if (hasFields) {
                    fields(faults, rule.equal(), path + ".equal");
                }
                faults.require(
                        rule.cause() == null || !rule.cause().equals(rule.target()),
                        path + ".target",
                        "is the same as cause: an alert cannot explain itself");
            }
        }
        for (InhibitCycles.Cycle each : InhibitCycles.of(rules)) {
            faults.add(
                    "inhibitions[" + each.index() + "].target",
                    "may be a cause of the rule %s, and its target a cause of this one: two alerts could silence each other"
                            .formatted(each.with()));
        }
    }

    private static void delays(Faults faults, List<DelayRule> rules) {
        Set<String> ids = new HashSet<>();
        int count = faults.size(rules, "delays");
        for (int i = 0; i < count; i++) {
            String path = "delays[" + i + "]";
            DelayRule rule = rules.get(i);
            if (faults.there(rule, path)) {
                faults.id(rule.id(), ids, path);
                match(faults, rule.match(), path + ".match");
                faults.seconds(rule.onDelayS(), 0, path + ".onDelayS");
                faults.seconds(rule.offDelayS(), 0, path + ".offDelayS");
                boolean isPair = (rule.deadbandOf() == null) == (rule.deadband() == null);
                faults.require(
                        isPair, path + ".deadband", "goes with deadbandOf, and it with this");
                faults.require(
                        rule.deadband() == null
                                || (Double.isFinite(rule.deadband()) && rule.deadband() > 0),
                        path + ".deadband",
                        "must be a positive number");
            }
        }
    }

    private static void chatter(Faults faults, ChatterRule rule) {
        if (faults.there(rule, "chatter")) {
            faults.require(
                    rule.count() >= 2 && rule.count() <= 100,
                    "chatter.count",
                    "must be between 2 and 100");
            faults.seconds(rule.withinS(), 1, "chatter.withinS");
            faults.seconds(rule.quietS(), 1, "chatter.quietS");
        }
    }

    private static void flood(Faults faults, FloodRule rule) {
        if (!faults.there(rule, "flood")) {
            return;
        }
        faults.seconds(rule.windowS(), 60, "flood.windowS");
        faults.require(
                rule.windowS() <= 86_400, "flood.windowS", "must be at most a day of 86400 s");
        faults.require(
                rule.enterAbove() >= 1 && rule.enterAbove() <= 10_000,
                "flood.enterAbove",
                "must be between 1 and 10000");
        faults.require(
                rule.leaveBelow() >= 1 && rule.leaveBelow() <= rule.enterAbove(),
                "flood.leaveBelow",
                "must be between 1 and enterAbove");
        faults.seconds(rule.leaveAfterS(), 0, "flood.leaveAfterS");
        faults.require(
                rule.firstOut() >= 1 && rule.firstOut() <= 100,
                "flood.firstOut",
                "must be between 1 and 100");
        Set<String> ids = new HashSet<>();
        int count = faults.size(rule.seats(), "flood.seats");
        faults.require(
                rule.seats() == null || !rule.seats().isEmpty(),
                "flood.seats",
                "must name a seat: nobody would be told of anything");
        for (int i = 0; i < count; i++) {
            String path = "flood.seats[" + i + "]";
            FloodRule.Seat seat = rule.seats().get(i);
            if (faults.there(seat, path)) {
                faults.id(seat.id(), ids, path);
                faults.text(seat.name(), path + ".name");
                faults.require(seat.place() != null, path + ".place", "is missing");
            }
        }
    }

    private static void escalations(Faults faults, List<EscalationRule> rules) {
        Set<String> ids = new HashSet<>();
        int count = faults.size(rules, "escalations");
        for (int i = 0; i < count; i++) {
            String path = "escalations[" + i + "]";
            EscalationRule rule = rules.get(i);
            if (faults.there(rule, path)) {
                faults.id(rule.id(), ids, path);
                match(faults, rule.match(), path + ".match");
                boolean isPair = (rule.from() == null) == (rule.to() == null);
                faults.require(isPair, path + ".to", "goes with from, and it with this");
                faults.time(rule.from(), path + ".from");
                faults.time(rule.to(), path + ".to");
                faults.secondsOrNone(rule.acceptWithinS(), path + ".acceptWithinS");
                faults.require(
                        (rule.acceptWithinS() == null) == (rule.acceptPost() == null),
                        path + ".acceptPost",
                        "goes with acceptWithinS, and it with this");
                steps(faults, rule.steps(), path + ".steps");
            }
        }
    }

    private static void steps(Faults faults, List<EscalationRule.Step> steps, String path) {
        boolean isFilled = steps != null && !steps.isEmpty() && steps.size() <= MOST_STEPS;
        faults.require(isFilled, path, "must be 1 to " + MOST_STEPS);
        long before = 0;
        for (int i = 0; isFilled && i < steps.size(); i++) {
            String at = path + "[" + i + "]";
            EscalationRule.Step step = steps.get(i);
            if (faults.there(step, at)) {
                faults.seconds(step.afterS(), 1, at + ".afterS");
                faults.require(
                        step.afterS() > before, at + ".afterS", "is not after the step before");
                faults.text(step.post(), at + ".post");
                before = step.afterS();
            }
        }
    }

    private static void standing(Faults faults, List<Standing> all) {
        Set<String> ids = new HashSet<>();
        int count = faults.size(all, "standing");
        for (int i = 0; i < count; i++) {
            String path = "standing[" + i + "]";
            Standing each = all.get(i);
            if (!faults.there(each, path)) {
                continue;
            }
            faults.id(each.id(), ids, path);
            faults.require(each.kind() != null, path + ".kind", "is missing");
            match(faults, each.match(), path + ".match");
            faults.text(each.reason(), path + ".reason");
            faults.text(each.by(), path + ".by");
            boolean hasTimes = each.from() != null && each.until() != null;
            faults.require(hasTimes, path + ".until", "and from must be there");
            if (hasTimes) {
                faults.require(
                        each.from().isBefore(each.until()), path + ".until", "is not after from");
                faults.require(
                        each.kind() != StandingKind.SILENCE
                                || !each.from().plus(LONGEST_SILENCE).isBefore(each.until()),
                        path + ".until",
                        "makes a silence longer than 7 days");
            }
            if (each.kind() == StandingKind.OUT_OF_SERVICE) {
                outOfService(faults, each, path);
            }
        }
    }

    private static void outOfService(Faults faults, Standing each, String path) {
        faults.require(
                each.match() != null && !each.match().devices().isEmpty(),
                path + ".match.devices",
                "must name the devices");
        faults.text(each.confirmedBy(), path + ".confirmedBy");
        faults.require(
                each.by() == null || !each.by().equals(each.confirmedBy()),
                path + ".confirmedBy",
                "must be another person than by");
        faults.text(each.replacement(), path + ".replacement");
    }

    private static void match(Faults faults, AlertMatch match, String path) {
        if (!faults.there(match, path)) {
            return;
        }
        level(faults, match.gravest(), path + ".gravest");
        level(faults, match.mildest(), path + ".mildest");
        faults.require(
                match.gravest() == null
                        || match.mildest() == null
                        || match.gravest() <= match.mildest(),
                path + ".mildest",
                "is graver than gravest");
    }

    private static void level(Faults faults, Integer level, String path) {
        faults.require(
                level == null || (level >= Level.RED && level <= Level.BLUE),
                path,
                "must be between 1 and 4");
    }

    private static void fields(Faults faults, List<String> fields, String path) {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            faults.require(
                    field != null && field.matches(FIELD),
                    path + "[" + i + "]",
                    "is no field of an alert: " + field);
        }
    }

    private static AlertRules parse(byte[] json) {
        try {
            return Json.mapper().readValue(json, AlertRules.class);
        } catch (JsonMappingException e) {
            String path = pathOf(e);
            throw new IllegalArgumentException(
                    path.isEmpty() ? "the text is no JSON object" : path + " cannot be read", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pathOf(JsonMappingException error) {
        return error.getPath().stream()
                .map(
                        r ->
                                r.getFieldName() == null
                                        ? "[" + r.getIndex() + "]"
                                        : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** Read once: the job asks for it at every key. */
    private static final class Shipped {
        static final AlertRules RULES = load();

        private static AlertRules load() {
            try (InputStream in = AlertRulesReader.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException("missing on the class path: " + SHIPPED);
                }
                return read(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What was found so far. */
    private static final class Faults {
        final List<Fault> all = new ArrayList<>();

        void add(String path, String detail) {
            all.add(new Fault(path, detail));
        }

        void require(boolean right, String path, String detail) {
            if (!right) {
                add(path, detail);
            }
        }

        boolean there(Object part, String path) {
            require(part != null, path, "is missing");
            return part != null;
        }

        /** How many there are to look at; none if there is no list, or one that is too long. */
        int size(List<?> list, String path) {
            if (!there(list, path)) {
                return 0;
            }
            boolean isShort = list.size() <= MOST_RULES;
            require(isShort, path, "has more than " + MOST_RULES);
            return isShort ? list.size() : 0;
        }

        void text(String text, String path) {
            require(text != null && !text.isBlank(), path, "is missing");
        }

        void id(String id, Set<String> ids, String path) {
            boolean isWord = id != null && id.matches(WORD);
            require(isWord, path + ".id", "must be of a-z, 0-9 and -");
            require(!isWord || ids.add(id), path + ".id", "is there twice: " + id);
        }

        void seconds(long seconds, long least, String path) {
            require(
                    seconds >= least && seconds <= MOST_SECONDS,
                    path,
                    "must be between " + least + " and " + MOST_SECONDS);
        }

        void secondsOrNone(Long seconds, String path) {
            if (seconds != null) {
                seconds(seconds, 1, path);
            }
        }

        void time(String text, String path) {
            boolean isTime = text == null;
            try {
                isTime = isTime || (text.length() == 5 && LocalTime.parse(text) != null);
            } catch (DateTimeParseException e) {
                isTime = false;
            }
            require(isTime, path, "is no time such as 22:00");
        }
    }
}
