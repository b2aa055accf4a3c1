package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DelayRule;
import org.citywall.stream.alert.AlertMemory.SourceNote;
import org.citywall.stream.alert.rules.Matching;

/**
 * What must last before it is believed (ISA-18.2: on-delay, off-delay, deadband), and the clears of
 * sources that only make noise. Nothing red waits, and no clear of an alert that is red.
 */
final class Delays {
    private static final Pattern NUMBER = Pattern.compile("^\\s*([-+]?\\d+(?:\\.\\d+)?)");

    private Delays() {}

    /** Whether the detection waits, or counts for nothing: then there is no more to do. */
    static boolean holdsBack(AlertDraft draft, Detection detection, Instant now) {
        return detection.raised()
                ? holdsBackRaise(draft, detection, now)
                : holdsBackClear(draft, detection, now);
    }

    private static boolean holdsBackRaise(AlertDraft draft, Detection raise, Instant now) {
        HeldDetection held = draft.held(raise);
        if (held != null && !held.detection().raised()) {
            draft.drop(held); // it did not last
            held = null;
        }
        boolean known = draft.open != null && Sources.isActive(draft.open, raise);
        if (known || raise.level() <= Level.RED) {
            if (held != null) {
                draft.drop(held);
                Detections.believe(draft, held, now);
            }
            return false;
        }
        if (held != null) {
            boolean graver = raise.level() < held.detection().level();
            Detection which = graver ? raise : held.detection();
            draft.drop(held);
            draft.hold(new HeldDetection(which, held.dueAt(), held.more() + 1));
            return true;
        }
        DelayRule rule = rule(draft.rules.at(now), raise, raise.level());
        if (rule == null || rule.onDelayS() == 0 || !draft.hasRoom()) {
            return false;
        }
        draft.hold(new HeldDetection(raise, now.plusSeconds(rule.onDelayS()), 0));
        return true;
    }

    private static boolean holdsBackClear(AlertDraft draft, Detection clear, Instant now) {
        HeldDetection held = draft.held(clear);
        if (held != null && held.detection().raised()) {
            draft.drop(held); // it did not last
            return true;
        }
        TrackedAlert of =
                draft.alerts().filter(t -> Sources.isActive(t, clear)).findFirst().orElse(null);
        if (of == null || of.alert().level() <= Level.RED) {
            return false;
        }
        AlertRules rules = draft.rules.at(now);
        SourceNote note = of.memory().sources().get(Sources.key(clear));
        DelayRule rule = rule(rules, clear, note == null ? clear.level() : note.level());
        long wait = rule == null ? 0 : rule.offDelayS();
        boolean chatters = note != null && note.chattering();
        if (chatters || (rule != null && isWithinDeadband(rule, note, clear))) {
            wait = Math.max(wait, rules.chatter().quietS());
        }
        if (held == null && chatters) {
            draft.remember(Chatter.changed(of, clear, now), now);
        }
        return waits(draft, held, new HeldDetection(clear, now.plusSeconds(wait), 0), now);
    }

    /** One clear waits; a better one that would be believed sooner takes its place. */
    private static boolean waits(
            AlertDraft draft, @Nullable HeldDetection held, HeldDetection clear, Instant now) {
        if (held != null && !clear.dueAt().isBefore(held.dueAt())) {
            return true;
        }
        if (held != null) {
            draft.drop(held);
        }
        if (!clear.dueAt().isAfter(now) || !draft.hasRoom()) {
            return false;
        }
        draft.hold(clear);
        return true;
    }

    /** What a raise says that its clear will be measured by. */
    static void note(AlertEdit edit, Detection raise, AlertRules rules, AlertPolicy policy) {
        if (rules.delays().isEmpty() && edit.memory.sources.isEmpty()) {
            return;
        }
        DelayRule rule = rule(rules, raise, raise.level());
        String source = Sources.key(raise);
        SourceNote before = edit.memory.sources.get(source);
        boolean hasRoom = edit.memory.sources.size() < policy.maxSources();
        if (before == null && (rule == null || !hasRoom)) {
            return;
        }
        Double number = rule == null ? null : number(rule, raise);
        edit.memory.sources.put(
                source,
                before == null
                        ? new SourceNote(raise.level(), number, List.of(), null, false)
                        : new SourceNote(
                                raise.level(),
                                number,
                                before.raises(),
                                before.changedAt(),
                                before.chattering()));
    }

    private static boolean isWithinDeadband(DelayRule rule, SourceNote note, Detection clear) {
        Double now = number(rule, clear);
        return rule.deadband() != null
                && note != null
                && note.number() != null
                && now != null
                && note.number() - now < rule.deadband();
    }

    /** The number with which a value of the evidence begins; null: none. */
    private static Double number(DelayRule rule, Detection detection) {
        String text =
                rule.deadbandOf() == null ? null : detection.evidence().get(rule.deadbandOf());
        Matcher number = text == null ? null : NUMBER.matcher(text);
        return number != null && number.find() ? Double.valueOf(number.group(1)) : null;
    }

    /** The first rule; a clear is judged by the level of its raise. */
    private static DelayRule rule(AlertRules rules, Detection detection, int level) {
        for (DelayRule rule : rules.delays()) {
            if (Matching.matches(rule.match(), detection, level)) {
                return rule;
            }
        }
        return null;
    }
}
